package isms

/*
#include <stdlib.h>
#include "shim.h"
*/
import "C"

import (
	"context"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/cgo"
	"sync"
	"time"
	"unsafe"
)

// Model is an ISMS: its records, their attributes and references.
type Model struct {
	mu sync.Mutex
	c  *C.isms_model
}

func wrap(c *C.isms_model) *Model {
	m := &Model{c: c}
	runtime.SetFinalizer(m, (*Model).Close)
	return m
}

// New returns an empty model.
func New() (*Model, error) {
	var c *C.isms_model
	if status := C.isms_model_new(nil, &c); status < 0 {
		return nil, failure(status, "new model")
	}
	return wrap(c), nil
}

// Open reads a document; the format goes by ending and content. The error is a *Diagnostics with every problem and its place.
func Open(path string) (*Model, error) { return OpenContext(context.Background(), path) }

// OpenContext is Open, cancelled with the context.
func OpenContext(ctx context.Context, path string) (*Model, error) {
	name, problems := cstring(path), C.isms_diagnostics_new(nil)
	defer free(name)
	defer C.isms_diagnostics_free(problems)
	call := &call{ctx: ctx}
	handle := cgo.NewHandle(call)
	defer handle.Delete()
	var c *C.isms_model
	status := C.isms_go_open(name, C.uintptr_t(handle), problems, &c)
	if status >= 0 {
		return wrap(c), nil
	}
	if call.err != nil {
		return nil, call.err
	}
	if Status(status) == ErrIO {
		if _, err := os.Stat(path); err != nil {
			return nil, err
		}
	}
	return nil, &Diagnostics{Status(status), path, collect(problems)}
}

// Read adds the records of a document in a format (json, ndjson, xml); where it fails the model is as before.
func (m *Model) Read(ctx context.Context, r io.Reader, format, source string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	f, s, problems := cstring(format), cstring(source), C.isms_diagnostics_new(nil)
	defer free(f)
	defer free(s)
	defer C.isms_diagnostics_free(problems)
	call := &call{ctx: ctx, reader: r}
	handle := cgo.NewHandle(call)
	defer handle.Delete()
	status := C.isms_go_read(m.c, f, C.uintptr_t(handle), s, problems)
	if status >= 0 {
		return nil
	}
	if call.err != nil {
		return call.err
	}
	return m.problems(status, source, problems)
}

// Write writes the document in a format (json, ndjson, xml).
func (m *Model) Write(w io.Writer, format string) error {
	return m.WriteContext(context.Background(), w, format)
}

// WriteContext is Write, cancelled with the context.
func (m *Model) WriteContext(ctx context.Context, w io.Writer, format string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	f := cstring(format)
	defer free(f)
	call := &call{ctx: ctx, writer: w}
	handle := cgo.NewHandle(call)
	defer handle.Delete()
	status := C.isms_go_write(m.c, f, C.uintptr_t(handle))
	if call.err != nil {
		return call.err
	}
	return m.failure(status, format)
}

// Save writes the document; the format goes by the ending, and the old file stands until the new one is whole.
func (m *Model) Save(path string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	name := cstring(path)
	defer free(name)
	return m.failure(C.isms_model_save(m.c, name, nil), path)
}

// Close frees the memory of the model; records and calls are of no use afterwards. Closing twice does nothing.
func (m *Model) Close() {
	m.mu.Lock()
	defer m.mu.Unlock()
	C.isms_model_free(m.c)
	m.c = nil
	runtime.SetFinalizer(m, nil)
}

// String tells what the model holds; it is for logs.
func (m *Model) String() string {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.c == nil {
		return "isms.Model: closed"
	}
	title := goString(C.isms_text(m.c, C.isms_header(m.c), C.isms_attribute(Header_Title)))
	return fmt.Sprintf("isms.Model %q: %d assets, %d risks, %d controls", title, int(C.isms_count(m.c, C.isms_type(TypeAsset))),
		int(C.isms_count(m.c, C.isms_type(TypeRisk))), int(C.isms_count(m.c, C.isms_type(TypeControl))))
}

// Catalogue holds Annex A, the clauses and the frameworks as read-only records. Closing it does nothing.
func Catalogue() *Model { return &Model{c: C.isms_catalogue()} }

// Snapshot is an immutable copy that shares what does not change.
func (m *Model) Snapshot() (*Model, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var c *C.isms_model
	if status := C.isms_model_snapshot(m.c, &c); status < 0 {
		return nil, m.failure(status, "snapshot")
	}
	return wrap(c), nil
}

// Change runs f in a transaction: committed where f returns nil, rolled back where it returns an error or panics.
func (m *Model) Change(by, why string, f func() error) (err error) {
	who, reason := cstring(by), cstring(why)
	defer free(who)
	defer free(reason)
	m.mu.Lock()
	status := C.isms_model_begin(m.c, who, reason)
	m.mu.Unlock()
	if status < 0 {
		return m.failure(status, "change")
	}
	done := false
	defer func() {
		m.mu.Lock()
		defer m.mu.Unlock()
		if done && err == nil {
			err = m.failure(C.isms_model_commit(m.c), "commit")
		} else {
			C.isms_model_rollback(m.c)
		}
	}()
	err = f()
	done = true
	return err
}

// Undo takes the last transaction back.
func (m *Model) Undo() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.failure(C.isms_model_undo(m.c), "undo")
}

// Redo does it again.
func (m *Model) Redo() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.failure(C.isms_model_redo(m.c), "redo")
}

// Record is a record of a model.
type Record struct {
	model *Model
	id    C.isms_id
}

// IsZero reports whether there is no record.
func (r Record) IsZero() bool { return r.id == 0 }

// Type of the record.
func (r Record) Type() Type { return Type(r.id >> 56) }

// ID is what people call it, such as R-042; "" where it does not exist.
func (r Record) ID() string {
	r.model.mu.Lock()
	defer r.model.mu.Unlock()
	return goString(C.isms_record_key(r.model.c, r.id))
}

func goString(p *C.char) string {
	if p == nil {
		return ""
	}
	return C.GoString(p)
}

// Count is the number of records of a type.
func (m *Model) Count(t Type) int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return int(C.isms_count(m.c, C.isms_type(t)))
}

// Records returns all records of a type, in the order in which they were made.
func (m *Model) Records(t Type) []Record {
	m.mu.Lock()
	defer m.mu.Unlock()
	n := C.size_t(C.isms_count(m.c, C.isms_type(t)))
	if n == 0 {
		return nil
	}
	ids := make([]C.isms_id, n)
	n = C.isms_next_many(m.c, C.isms_type(t), 0, &ids[0], n)
	out := make([]Record, n)
	for i := range out {
		out[i] = Record{m, ids[i]}
	}
	return out
}

// All walks through the records of a type; with Go 1.23 and newer: for r := range model.All(isms.TypeRisk).
func (m *Model) All(t Type) Seq[Record] {
	return func(yield func(Record) bool) {
		for _, r := range m.Records(t) {
			if !yield(r) {
				return
			}
		}
	}
}

// ImportFiles adds CSV registers; what is there already is updated. The scale is that of risk registers which state none, or "".
// The diagnostics say what could not be read as it stands.
func (m *Model) ImportFiles(ctx context.Context, scale string, paths ...string) ([]Diagnostic, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	problems := C.isms_diagnostics_new(nil)
	defer C.isms_diagnostics_free(problems)
	names := (**C.char)(C.calloc(C.size_t(len(paths)+1), C.size_t(unsafe.Sizeof(uintptr(0)))))
	defer C.free(unsafe.Pointer(names))
	list := unsafe.Slice(names, len(paths)+1)
	for i, path := range paths {
		list[i] = cstring(path)
		defer free(list[i])
	}
	var s *C.char
	if scale != "" {
		s = cstring(scale)
		defer free(s)
	}
	call := &call{ctx: ctx}
	handle := cgo.NewHandle(call)
	defer handle.Delete()
	status := C.isms_go_import(m.c, names, C.size_t(len(paths)), s, C.uintptr_t(handle), problems)
	if call.err != nil {
		return nil, call.err
	}
	if status < 0 {
		return nil, m.problems(status, "import", problems)
	}
	return collect(problems), nil
}

// Find returns the record of a type with an id.
func (m *Model) Find(t Type, id string) (Record, bool) {
	key := cstring(id)
	defer free(key)
	m.mu.Lock()
	defer m.mu.Unlock()
	r := C.isms_find(m.c, C.isms_type(t), key)
	return Record{m, r}, r != 0
}

// Create makes a record.
func (m *Model) Create(t Type, id string) (Record, error) {
	key := cstring(id)
	defer free(key)
	m.mu.Lock()
	defer m.mu.Unlock()
	var out C.isms_id
	status := C.isms_record_create(m.c, C.isms_type(t), key, &out)
	return Record{m, out}, m.failure(status, id)
}

// Header is the record of the document itself.
func (m *Model) Header() Record {
	m.mu.Lock()
	defer m.mu.Unlock()
	return Record{m, C.isms_header(m.c)}
}

// Delete removes the record; what refers to it follows the rule of its attribute.
func (r Record) Delete() error {
	r.model.mu.Lock()
	defer r.model.mu.Unlock()
	return r.model.failure(C.isms_record_delete(r.model.c, r.id), "delete")
}

// Has reports whether the attribute has a value.
func (r Record) Has(a Attribute) bool {
	r.model.mu.Lock()
	defer r.model.mu.Unlock()
	return C.isms_has(r.model.c, r.id, C.isms_attribute(a)) != 0
}

// Text of a text, level, requirement, timestamp, enumeration or amount; "" where it is absent.
func (r Record) Text(a Attribute) string {
	r.model.mu.Lock()
	defer r.model.mu.Unlock()
	return goString(C.isms_text(r.model.c, r.id, C.isms_attribute(a)))
}

// Integer value, or otherwise where it is absent.
func (r Record) Integer(a Attribute, otherwise int64) int64 {
	r.model.mu.Lock()
	defer r.model.mu.Unlock()
	return int64(C.isms_integer(r.model.c, r.id, C.isms_attribute(a), C.int64_t(otherwise)))
}

// Real value, or otherwise where it is absent.
func (r Record) Real(a Attribute, otherwise float64) float64 {
	r.model.mu.Lock()
	defer r.model.mu.Unlock()
	return float64(C.isms_real(r.model.c, r.id, C.isms_attribute(a), C.double(otherwise)))
}

// Boolean value, or otherwise where it is absent.
func (r Record) Boolean(a Attribute, otherwise bool) bool {
	r.model.mu.Lock()
	defer r.model.mu.Unlock()
	fallback := C.int32_t(0)
	if otherwise {
		fallback = 1
	}
	return C.isms_boolean(r.model.c, r.id, C.isms_attribute(a), fallback) != 0
}

// Date value, zero where it is absent.
func (r Record) Date(a Attribute) time.Time {
	r.model.mu.Lock()
	defer r.model.mu.Unlock()
	return fromDay(C.isms_day_of(r.model.c, r.id, C.isms_attribute(a)))
}

// Link is the target of a reference; false where there is none.
func (r Record) Link(a Attribute) (Record, bool) {
	r.model.mu.Lock()
	defer r.model.mu.Unlock()
	id := C.isms_link(r.model.c, r.id, C.isms_attribute(a))
	return Record{r.model, id}, id != 0
}

// Links are the targets of a list of references that exist.
func (r Record) Links(a Attribute) []Record {
	r.model.mu.Lock()
	defer r.model.mu.Unlock()
	var out []Record
	n := C.isms_list_count(r.model.c, r.id, C.isms_attribute(a))
	for i := C.size_t(0); i < n; i++ {
		if id := C.isms_list_link(r.model.c, r.id, C.isms_attribute(a), i); id != 0 {
			out = append(out, Record{r.model, id})
		}
	}
	return out
}

// Texts are the values of a list.
func (r Record) Texts(a Attribute) []string {
	r.model.mu.Lock()
	defer r.model.mu.Unlock()
	n := C.isms_list_count(r.model.c, r.id, C.isms_attribute(a))
	out := make([]string, 0, int(n))
	for i := C.size_t(0); i < n; i++ {
		out = append(out, goString(C.isms_list_text(r.model.c, r.id, C.isms_attribute(a), i)))
	}
	return out
}

// SetText sets a text, level, requirement, timestamp or enumeration.
func (r Record) SetText(a Attribute, value string) error {
	text := cstring(value)
	defer free(text)
	r.model.mu.Lock()
	defer r.model.mu.Unlock()
	return r.model.failure(C.isms_set_text_n(r.model.c, r.id, C.isms_attribute(a), text, C.size_t(len(value))), a.Path())
}

// SetInteger sets an integer.
func (r Record) SetInteger(a Attribute, value int64) error {
	r.model.mu.Lock()
	defer r.model.mu.Unlock()
	return r.model.failure(C.isms_set_integer(r.model.c, r.id, C.isms_attribute(a), C.int64_t(value)), a.Path())
}

// SetBoolean sets a boolean.
func (r Record) SetBoolean(a Attribute, value bool) error {
	r.model.mu.Lock()
	defer r.model.mu.Unlock()
	v := C.int32_t(0)
	if value {
		v = 1
	}
	return r.model.failure(C.isms_set_boolean(r.model.c, r.id, C.isms_attribute(a), v), a.Path())
}

// SetDate sets a date.
func (r Record) SetDate(a Attribute, value time.Time) error {
	r.model.mu.Lock()
	defer r.model.mu.Unlock()
	return r.model.failure(C.isms_set_day(r.model.c, r.id, C.isms_attribute(a), day(value)), a.Path())
}

// SetLink refers to a record by its id, which need not exist yet.
func (r Record) SetLink(a Attribute, id string) error {
	key := cstring(id)
	defer free(key)
	r.model.mu.Lock()
	defer r.model.mu.Unlock()
	return r.model.failure(C.isms_set_link_key(r.model.c, r.id, C.isms_attribute(a), key), a.Path())
}

// AddText appends to a list of texts or requirements.
func (r Record) AddText(a Attribute, value string) error {
	text := cstring(value)
	defer free(text)
	r.model.mu.Lock()
	defer r.model.mu.Unlock()
	return r.model.failure(C.isms_add_text(r.model.c, r.id, C.isms_attribute(a), text), a.Path())
}

// AddLink appends to a list of references.
func (r Record) AddLink(a Attribute, id string) error {
	key := cstring(id)
	defer free(key)
	r.model.mu.Lock()
	defer r.model.mu.Unlock()
	return r.model.failure(C.isms_add_link_key(r.model.c, r.id, C.isms_attribute(a), key), a.Path())
}

// Clear removes the value.
func (r Record) Clear(a Attribute) error {
	r.model.mu.Lock()
	defer r.model.mu.Unlock()
	return r.model.failure(C.isms_clear(r.model.c, r.id, C.isms_attribute(a)), a.Path())
}

// Location is where the record was read.
func (r Record) Location() (source string, line, column int) {
	r.model.mu.Lock()
	defer r.model.mu.Unlock()
	var s *C.char
	var l, c C.uint32_t
	if C.isms_record_location(r.model.c, r.id, &s, &l, &c) < 0 {
		return "", 0, 0
	}
	return goString(s), int(l), int(c)
}

func (r Record) String() string {
	return fmt.Sprintf("%s %s", r.Type().Name(), r.ID())
}

// Type is a record type; the constants of all types stand in schema_gen.go.
type Type int32

// Name is the singular name, such as risk.
func (t Type) Name() string { return goString(C.isms_type_name(C.isms_type(t))) }

// Plural is the name of the register, such as risks.
func (t Type) Plural() string { return goString(C.isms_type_plural(C.isms_type(t))) }

// Attribute is an attribute of a type; the constants of all stand in schema_gen.go.
type Attribute int32

// Path is the attribute's name in documents, such as inherent.likelihood.
func (a Attribute) Path() string { return goString(C.isms_attribute_path(nil, C.isms_attribute(a))) }

// AttributeByPath finds an attribute by its path.
func AttributeByPath(t Type, path string) (Attribute, bool) {
	p := cstring(path)
	defer free(p)
	a := C.isms_attribute_by_path(nil, C.isms_type(t), p)
	return Attribute(a), a != 0
}

/* ------------------------------------------------------------------ callbacks */

type call struct {
	ctx    context.Context
	reader io.Reader
	writer io.Writer
	err    error
}

//export ismsGoWrite
func ismsGoWrite(handle C.uintptr_t, bytes *C.char, size C.size_t) C.int32_t {
	c := cgo.Handle(handle).Value().(*call)
	if err := c.ctx.Err(); err != nil {
		c.err = err
		return -1
	}
	if _, err := c.writer.Write(C.GoBytes(unsafe.Pointer(bytes), C.int(size))); err != nil {
		c.err = err
		return -1
	}
	return 0
}

//export ismsGoRead
func ismsGoRead(handle C.uintptr_t, bytes *C.char, size C.size_t) C.int64_t {
	c := cgo.Handle(handle).Value().(*call)
	for {
		n, err := c.reader.Read(unsafe.Slice((*byte)(unsafe.Pointer(bytes)), int(size)))
		if n > 0 || err == io.EOF {
			return C.int64_t(n)
		}
		if err != nil {
			c.err = err
			return -1
		}
	}
}

//export ismsGoProgress
func ismsGoProgress(handle C.uintptr_t, done, total C.uint64_t) C.int32_t {
	c := cgo.Handle(handle).Value().(*call)
	if err := c.ctx.Err(); err != nil {
		c.err = err
		return 1
	}
	return 0
}
