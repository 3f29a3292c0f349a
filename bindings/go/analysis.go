package isms

/*
#include "shim.h"

static isms_audit_options isms_go_audit_options(void)
{
    isms_audit_options options = ISMS_AUDIT_OPTIONS_INIT;
    return options;
}

static isms_soa_options isms_go_soa_options(void)
{
    isms_soa_options options = ISMS_SOA_OPTIONS_INIT;
    return options;
}

static isms_report_options isms_go_report_options(void)
{
    isms_report_options options = ISMS_REPORT_OPTIONS_INIT;
    return options;
}
*/
import "C"

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"runtime/cgo"
	"time"
)

// Stage is the audit that a pre-audit looks ahead to.
type Stage string

// Stages.
const (
	Internal        Stage = "internal"
	Gap             Stage = "gap"
	Stage1          Stage = "stage1"
	Stage2          Stage = "stage2"
	Surveillance    Stage = "surveillance"
	Recertification Stage = "recertification"
	Special         Stage = "special"
)

// AuditOptions of a pre-audit; AsOf is today where it is zero.
type AuditOptions struct {
	Stage Stage
	AsOf  time.Time
}

// Finding is one result of a pre-audit.
type Finding struct {
	Outcome     string `json:"outcome"`
	Rule        string `json:"rule"`
	Classifier  string `json:"graded_by,omitempty"`
	Requirement string `json:"requirement,omitempty"`
	Targets     string `json:"records"`
	Message     string `json:"message"`
	Fix         string `json:"fix"`
	Location    string `json:"at,omitempty"`
	Suppressed  bool   `json:"suppressed,omitempty"`
	Text        string `json:"-"` // the whole of it on a line, as compilers print
}

// String is the line that a compiler would print.
func (f Finding) String() string { return f.Text }

// Audit is the result of a pre-audit.
type Audit struct {
	Conclusion string    `json:"conclusion"`
	Because    string    `json:"because"`
	Headline   string    `json:"headline"`
	Score      int       `json:"score"`
	ScoreUpper int       `json:"score_upper"`
	Determined int       `json:"determined"`
	Majors     int       `json:"majors"`
	Minors     int       `json:"minors"`
	List       []Finding `json:"findings"`
}

// Findings walks through the results, worst first.
func (a *Audit) Findings() Seq[Finding] {
	return func(yield func(Finding) bool) {
		for _, f := range a.List {
			if !yield(f) {
				return
			}
		}
	}
}

// Audit answers whether the ISMS would pass, and why not.
func (m *Model) Audit(ctx context.Context, options AuditOptions) (*Audit, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	stage := cstring(string(options.Stage))
	defer free(stage)
	o := C.isms_go_audit_options()
	if options.Stage != "" {
		if o.stage = C.isms_stage_by_name(stage); o.stage == 0 {
			return nil, fmt.Errorf("there is no stage %q: %w", string(options.Stage), ErrRange)
		}
	}
	if options.AsOf.IsZero() {
		options.AsOf = time.Now()
	}
	o.as_of = day(options.AsOf)
	m.mu.Lock()
	defer m.mu.Unlock()
	var x *C.isms_audit
	if status := C.isms_audit_run(m.c, &o, nil, &x); status < 0 {
		return nil, m.failure(status, "audit")
	}
	defer C.isms_audit_free(x)
	out := &Audit{
		Conclusion: C.GoString(C.isms_audit_conclusion(x)),
		Because:    C.GoString(C.isms_audit_conclusion_text(x)),
		Headline:   C.GoString(C.isms_audit_headline(x)),
		Score:      int(C.isms_audit_score(x)),
		ScoreUpper: int(C.isms_audit_score_upper(x)),
		Determined: int(C.isms_audit_determined(x)),
		Majors:     int(C.isms_audit_major_count(x)),
		Minors:     int(C.isms_audit_minor_count(x)),
		List:       make([]Finding, int(C.isms_audit_count(x))),
	}
	for i := range out.List {
		out.List[i] = finding(x, C.size_t(i))
	}
	return out, nil
}

func finding(x *C.isms_audit, i C.size_t) Finding {
	f := Finding{
		Outcome:     C.GoString(C.isms_audit_outcome(x, i)),
		Rule:        C.GoString(C.isms_audit_rule(x, i)),
		Classifier:  C.GoString(C.isms_audit_classifier(x, i)),
		Requirement: C.GoString(C.isms_audit_requirement(x, i)),
		Targets:     C.GoString(C.isms_audit_targets(x, i)),
		Message:     C.GoString(C.isms_audit_message(x, i)),
		Fix:         C.GoString(C.isms_audit_fix(x, i)),
		Suppressed:  C.isms_audit_suppressed(x, i) != 0,
		Text:        C.GoString(C.isms_audit_line(x, i)),
	}
	if source := C.GoString(C.isms_audit_source(x, i)); source != "" {
		f.Location = source + ":" + itoa(int(C.isms_audit_row(x, i))) + ":" + itoa(int(C.isms_audit_column(x, i)))
	}
	return f
}

func itoa(n int) string {
	b, _ := json.Marshal(n)
	return string(b)
}

// State of a risk.
type State int32

// States of a risk.
const (
	Inherent State = 0
	Current  State = 1
	Residual State = 2
	Target   State = 3
)

// Assessment holds the levels of all risks.
type Assessment struct {
	model *Model
	c     *C.isms_assessment
}

// Assess computes the level of each risk in each state.
func (m *Model) Assess() (*Assessment, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var c *C.isms_assessment
	if status := C.isms_assess(m.c, nil, nil, &c); status < 0 {
		return nil, m.failure(status, "assess")
	}
	x := &Assessment{m, c}
	runtime.SetFinalizer(x, (*Assessment).Close)
	return x, nil
}

// Close frees the assessment; closing twice does nothing.
func (x *Assessment) Close() {
	C.isms_assessment_free(x.c)
	x.c = nil
	runtime.SetFinalizer(x, nil)
}

// Ranked returns the risks, worst first.
func (x *Assessment) Ranked() []Record {
	out := make([]Record, int(C.isms_assessment_count(x.c)))
	for i := range out {
		out[i] = Record{x.model, C.isms_assessment_ranked(x.c, C.size_t(i))}
	}
	runtime.KeepAlive(x)
	return out
}

// Top returns the n worst risks, or all where there are fewer.
func (x *Assessment) Top(n int) []Record {
	ranked := x.Ranked()
	if n < len(ranked) {
		ranked = ranked[:n]
	}
	return ranked
}

// Level of a risk in a state; "" where it is not known.
func (x *Assessment) Level(risk Record, state State) string {
	defer runtime.KeepAlive(x)
	return goString(C.isms_assessment_level(x.c, risk.id, C.isms_state(state)))
}

// Explain says why the level is what it is.
func (x *Assessment) Explain(risk Record, state State) string {
	defer runtime.KeepAlive(x)
	return goString(C.isms_assessment_explain(x.c, risk.id, C.isms_state(state)))
}

// SoA is the Statement of Applicability: a row for each control, its columns by name.
type SoA struct {
	Complete bool                `json:"complete"`
	Summary  string              `json:"summary"`
	Rows     []map[string]string `json:"rows"`
}

// Problems returns the rows in which a check found something.
func (s *SoA) Problems() []map[string]string {
	var out []map[string]string
	for _, row := range s.Rows {
		if row["problems"] != "" {
			out = append(out, row)
		}
	}
	return out
}

// SoA computes the Statement of Applicability as of a day; today where it is zero.
func (m *Model) SoA(asOf time.Time) (*SoA, error) {
	if asOf.IsZero() {
		asOf = time.Now()
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	o := C.isms_go_soa_options()
	o.as_of = day(asOf)
	var x *C.isms_soa
	if status := C.isms_soa_build(m.c, &o, &x); status < 0 {
		return nil, m.failure(status, "soa")
	}
	defer C.isms_soa_free(x)
	out := &SoA{Complete: C.isms_soa_is_complete(x) != 0, Summary: C.GoString(C.isms_soa_summary(x))}
	for row := C.size_t(0); row < C.isms_soa_count(x); row++ {
		cells := map[string]string{}
		for c := C.isms_soa_column(1); C.isms_soa_column_name(c) != nil; c++ {
			if text := C.GoString(C.isms_soa_text(x, row, c)); text != "" {
				cells[C.GoString(C.isms_soa_column_name(c))] = text
			}
		}
		out.Rows = append(out.Rows, cells)
	}
	return out, nil
}

// Handler answers with the value as JSON.
func Handler(value func(*http.Request) (any, error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v, err := value(r)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(v)
	})
}

// Handler answers with the result as JSON.
func (a *Audit) Handler() http.Handler {
	return Handler(func(*http.Request) (any, error) { return a, nil })
}

// Handler answers with the statement as JSON.
func (s *SoA) Handler() http.Handler {
	return Handler(func(*http.Request) (any, error) { return s, nil })
}

// Report writes a section (summary, risks, heatmap, soa, findings, rules) in a form (text, md, csv, json).
func (m *Model) Report(ctx context.Context, w io.Writer, section, form string, asOf time.Time) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s, f := cstring(section), cstring(form)
	defer free(s)
	defer free(f)
	o := C.isms_go_report_options()
	o.as_of = day(asOf)
	call := &call{ctx: ctx, writer: w}
	handle := cgo.NewHandle(call)
	defer handle.Delete()
	m.mu.Lock()
	defer m.mu.Unlock()
	status := C.isms_go_report(m.c, s, f, &o, C.uintptr_t(handle))
	if call.err != nil {
		return call.err
	}
	return m.failure(status, section)
}

// Sections are the names of the sections that a report has; Report and Table take them.
func Sections() []string {
	var out []string
	for s := C.isms_report_section_next(nil); s != nil; s = C.isms_report_section_next(s) {
		out = append(out, C.GoString(s))
	}
	return out
}

// Table is a section of the report as rows: gap, calendar, frameworks, plan ...
func (m *Model) Table(ctx context.Context, section string, asOf time.Time) ([]map[string]string, error) {
	var text bytes.Buffer
	if err := m.Report(ctx, &text, section, "json", asOf); err != nil {
		return nil, err
	}
	var rows []map[string]string
	err := json.Unmarshal(text.Bytes(), &rows)
	return rows, err
}
