// Package isms is libisms for Go: an information security management system as a typed model, its risks, Statement of
// Applicability and pre-audit with their reasons.
//
// A Model is safe for use by several goroutines at once; each call takes its lock. Results are immutable. Close frees the
// memory of the library; a finalizer does it where a program forgets.
package isms

/*
#cgo pkg-config: isms
#include <stdlib.h>
#include "shim.h"
*/
import "C"

import (
	"errors"
	"fmt"
	"strings"
	"time"
	"unsafe"
)

// Status says why a call failed; it is an error of its own, for errors.Is.
type Status int32

// Statuses that programs ask for.
const (
	ErrNotFound  Status = -13
	ErrExists    Status = -14
	ErrStale     Status = -10
	ErrAttribute Status = -11
	ErrKind      Status = -12
	ErrRange     Status = -3
	ErrToken     Status = -15
	ErrText      Status = -16
	ErrReadOnly  Status = -18
	ErrIO        Status = -30
	ErrSyntax    Status = -31
	ErrData      Status = -32
	ErrCancelled Status = -6
)

// Name is the library's name of the status, such as E_DATA.
func (s Status) Name() string { return C.GoString(C.isms_status_name(C.isms_status(s))) }

func (s Status) Error() string { return C.GoString(C.isms_status_text(C.isms_status(s))) }

// Severity of a diagnostic.
type Severity int32

// Severities, worst first.
const (
	SeverityError   Severity = 1
	SeverityWarning Severity = 2
	SeverityNote    Severity = 3
)

// Diagnostic is one remark of the library: what is wrong, and where.
type Diagnostic struct {
	Severity                        Severity
	Rule, Record, Attribute, Source string
	Line, Column                    int
	Message, Text                   string
}

func (d Diagnostic) String() string { return d.Text }

// Diagnostics is the error of a call that can go wrong in more than one place.
type Diagnostics struct {
	Status Status
	What   string
	list   []Diagnostic
}

// All returns the diagnostics in the order in which they were found.
func (d *Diagnostics) All() []Diagnostic { return d.list }

func (d *Diagnostics) Error() string {
	lines := []string{d.What + ": " + d.Status.Error()}
	for i, p := range d.list {
		if i == 20 {
			lines = append(lines, fmt.Sprintf("... and %d more", len(d.list)-i))
			break
		}
		lines = append(lines, p.Text)
	}
	return strings.Join(lines, "\n")
}

// Unwrap gives the status, so that errors.Is(err, isms.ErrData) works.
func (d *Diagnostics) Unwrap() error { return d.Status }

func failure(status C.isms_status, what string) error {
	if status >= 0 {
		return nil
	}
	return fmt.Errorf("%s: %w", what, Status(status))
}

// ErrClosed is what calls on a model say once it was closed.
var ErrClosed = errors.New("the model is closed")

// failure is the error of a call on the model. The lock is held.
func (m *Model) failure(status C.isms_status, what string) error {
	if status < 0 && m.c == nil {
		return fmt.Errorf("%s: %w", what, ErrClosed)
	}
	return failure(status, what)
}

// problems is the same for a call that tells more.
func (m *Model) problems(status C.isms_status, what string, list *C.isms_diagnostics) error {
	if m.c == nil {
		return m.failure(status, what)
	}
	return &Diagnostics{Status(status), what, collect(list)}
}

func collect(list *C.isms_diagnostics) []Diagnostic {
	out := make([]Diagnostic, int(C.isms_diagnostics_count(list)))
	for i := range out {
		n := C.size_t(i)
		out[i] = Diagnostic{
			Severity:  Severity(C.isms_diagnostics_severity(list, n)),
			Rule:      C.GoString(C.isms_diagnostics_rule(list, n)),
			Record:    C.GoString(C.isms_diagnostics_record(list, n)),
			Attribute: C.GoString(C.isms_diagnostics_attribute(list, n)),
			Source:    C.GoString(C.isms_diagnostics_source(list, n)),
			Line:      int(C.isms_diagnostics_row(list, n)),
			Column:    int(C.isms_diagnostics_column(list, n)),
			Message:   C.GoString(C.isms_diagnostics_message(list, n)),
			Text:      C.GoString(C.isms_diagnostics_line(list, n)),
		}
	}
	return out
}

// Version of the library that runs.
func Version() string { return C.GoString(C.isms_version_text()) }

// Seq is a sequence that Go 1.23 and newer can range over; All gives it as a slice to older ones.
type Seq[T any] func(yield func(T) bool)

// All returns the elements as a slice.
func (s Seq[T]) All() []T {
	var out []T
	s(func(v T) bool { out = append(out, v); return true })
	return out
}

func day(t time.Time) C.isms_day {
	if t.IsZero() {
		return 0
	}
	return C.isms_date(C.int32_t(t.Year()), C.int32_t(t.Month()), C.int32_t(t.Day()))
}

func fromDay(d C.isms_day) time.Time {
	if d <= 0 {
		return time.Time{}
	}
	return time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(d)-1)
}

func cstring(s string) *C.char { return C.CString(s) }

func free(p *C.char) { C.free(unsafe.Pointer(p)) }
