package isms

/*
#include <stdlib.h>
#include "shim.h"
#include <string.h>

static isms_status isms_go_model_with(const char *json, isms_diagnostics *problems, isms_model **out)
{
    isms_model_options options = ISMS_MODEL_OPTIONS_INIT;
    isms_extension *extension = NULL;
    isms_status status = isms_extension_read_text(json, strlen(json), NULL, problems, &extension);
    options.extension = extension;
    if (status == ISMS_OK)
        status = isms_model_new(&options, out);
    isms_extension_free(extension);
    return status;
}

static isms_status isms_go_history(const char *path, const char *json, isms_diagnostics *problems, isms_history **out)
{
    isms_model_options model = ISMS_MODEL_OPTIONS_INIT;
    isms_history_options options = ISMS_HISTORY_OPTIONS_INIT;
    isms_extension *extension = NULL;
    isms_status status = *json ? isms_extension_read_text(json, strlen(json), NULL, problems, &extension) : ISMS_OK;
    model.extension = extension;
    options.model = &model;
    if (status == ISMS_OK)
        status = path ? isms_history_open(path, &options, problems, out) : isms_history_new(&options, out);
    isms_extension_free(extension);
    return status;
}
*/
import "C"

import (
	"encoding/json"
	"os"
	"runtime"
	"sync"
)

// NewWith returns an empty model with attributes of one's own, described in JSON as in the documentation of extensions.
func NewWith(extension string) (*Model, error) {
	text, problems := cstring(extension), C.isms_diagnostics_new(nil)
	defer free(text)
	defer C.isms_diagnostics_free(problems)
	var c *C.isms_model
	if status := C.isms_go_model_with(text, problems, &c); status < 0 {
		return nil, &Diagnostics{Status(status), "extension", collect(problems)}
	}
	return wrap(c), nil
}

// Attribute is that of a type with a path, of the schema or of the model's own; 0 where there is none.
func (m *Model) Attribute(t Type, path string) Attribute {
	p := cstring(path)
	defer free(p)
	m.mu.Lock()
	defer m.mu.Unlock()
	return Attribute(C.isms_attribute_by_path(m.c, C.isms_type(t), p))
}

// Change is one attribute of one record before and after, as JSON; null where there is no value. The attribute id says that the
// record came or went.
type Change struct {
	Type          Type
	ID, Attribute string
	Before, After json.RawMessage
}

// Entry is one committed change of a document. Kind is change, undo, redo or found.
type Entry struct {
	Kind, Who, When, Why, Hash string
	Changes                    []Change
}

// History is who changed what, when and why, chained by SHA-256 and kept in a file beside the document.
type History struct {
	mu sync.Mutex
	c  *C.isms_history
}

// NewHistory is an empty one. The extension is that of the models, "" for none.
func NewHistory(extension string) (*History, error) { return openHistory(nil, "history", extension) }

// OpenHistory reads a history and verifies all of it: the error is a *Diagnostics that names the first entry that is not as it was
// written.
func OpenHistory(path, extension string) (*History, error) {
	name := cstring(path)
	defer free(name)
	h, err := openHistory(name, path, extension)
	if err != nil {
		if _, missing := os.Stat(path); missing != nil {
			return nil, missing
		}
	}
	return h, err
}

func openHistory(path *C.char, what, extension string) (*History, error) {
	text, problems := cstring(extension), C.isms_diagnostics_new(nil)
	defer free(text)
	defer C.isms_diagnostics_free(problems)
	h := &History{}
	if status := C.isms_go_history(path, text, problems, &h.c); status < 0 {
		return nil, &Diagnostics{Status(status), what, collect(problems)}
	}
	runtime.SetFinalizer(h, (*History).Close)
	return h, nil
}

// Close frees the memory. Closing twice does nothing.
func (h *History) Close() {
	h.mu.Lock()
	defer h.mu.Unlock()
	C.isms_history_free(h.c)
	h.c = nil
	runtime.SetFinalizer(h, nil)
}

// Save writes the history; the old file stands until the new one is whole.
func (h *History) Save(path string) error {
	name := cstring(path)
	defer free(name)
	h.mu.Lock()
	defer h.mu.Unlock()
	return failure(C.isms_history_save(h.c, name), path)
}

// Append adds an entry for each transaction of a model behind a revision, 0 for all.
func (h *History) Append(m *Model, after uint64) (added int, err error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	m.mu.Lock()
	defer m.mu.Unlock()
	var n C.size_t
	status := C.isms_history_append(h.c, m.c, C.uint64_t(after), &n)
	return int(n), failure(status, "append")
}

// Record adds one entry for all in which a model differs, and says how many changes that are.
func (h *History) Record(m *Model, who, when, why string) (changes int, err error) {
	w, t, r := cstring(who), cstring(when), cstring(why)
	defer free(w)
	defer free(t)
	defer free(r)
	h.mu.Lock()
	defer h.mu.Unlock()
	m.mu.Lock()
	defer m.mu.Unlock()
	var n C.size_t
	status := C.isms_history_record(h.c, m.c, w, t, r, &n)
	return int(n), failure(status, "record")
}

// Entries are all of them, from the first on.
func (h *History) Entries() []Entry {
	kinds := []string{"change", "undo", "redo", "found"}
	h.mu.Lock()
	defer h.mu.Unlock()
	entries := make([]Entry, int(C.isms_history_count(h.c)))
	for i := range entries {
		var who, when, why *C.char
		var n C.size_t
		C.isms_history_entry(h.c, C.size_t(i), &who, &when, &why, &n)
		entries[i] = Entry{kinds[C.isms_history_kind(h.c, C.size_t(i))], goString(who), goString(when), goString(why),
			goString(C.isms_history_hash(h.c, C.size_t(i))), make([]Change, int(n))}
		for k := range entries[i].Changes {
			var t C.isms_type
			var id, attribute, before, after *C.char
			C.isms_history_change(h.c, C.size_t(i), C.size_t(k), &t, &id, &attribute, &before, &after)
			entries[i].Changes[k] = Change{Type(t), goString(id), goString(attribute), json.RawMessage(goString(before)),
				json.RawMessage(goString(after))}
		}
	}
	return entries
}

// Head is the hash of the last entry; worth keeping elsewhere, since only it shows that the end was cut off.
func (h *History) Head() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return goString(C.isms_history_head(h.c))
}

// Model is the model as it was after so many entries.
func (h *History) Model(count int) (*Model, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	var c *C.isms_model
	if status := C.isms_history_model(h.c, C.size_t(count), &c); status < 0 {
		return nil, failure(status, "entry")
	}
	return wrap(c), nil
}

// At is the model as it was at a date or date-time.
func (h *History) At(when string) (*Model, error) {
	text := cstring(when)
	defer free(text)
	var n C.size_t
	h.mu.Lock()
	status := C.isms_history_count_at(h.c, text, &n)
	h.mu.Unlock()
	if status < 0 {
		return nil, failure(status, when)
	}
	return h.Model(int(n))
}

// Verify looks for the entry with a hash that was kept elsewhere, "" for none, and compares the end with a document, which may be
// nil. The error is a *Diagnostics.
func (h *History) Verify(head string, document *Model) error {
	text, problems := (*C.char)(nil), C.isms_diagnostics_new(nil)
	defer C.isms_diagnostics_free(problems)
	if head != "" {
		text = cstring(head)
		defer free(text)
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	var c *C.isms_model
	if document != nil {
		document.mu.Lock()
		defer document.mu.Unlock()
		c = document.c
	}
	if status := C.isms_history_verify(h.c, text, c, problems); status < 0 {
		return &Diagnostics{Status(status), "history", collect(problems)}
	}
	return nil
}
