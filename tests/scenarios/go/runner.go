// Command scenarios runs the scenarios of tests/scenarios in Go, through cgo, and compares the canonical line of each call.
// It is built from this file, from what interface.py writes out of the headers, and from callbacks.c, by run.sh.
package main

/*
#include <isms.h>
#include <stdlib.h>
#include <string.h>
#include "callbacks.h"

typedef void (*anything)(void);
static void *address_of(int which)
{
    static const anything all[] = {(anything)channel_write, (anything)channel_read, (anything)channel_progress,
                                   (anything)value_of_controls};
    void *p;
    memcpy(&p, &all[which], sizeof p);
    return p;
}
*/
import "C"

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unsafe"
)

// word is an argument or a result; which member holds it goes by its kind.
type word struct {
	i int64
	u uint64
	d float64
	p unsafe.Pointer
}

type field struct {
	name, kind string
	offset     uintptr
}

type structure struct {
	size   uintptr
	fields []field
}

type function struct {
	result string
	kinds  []string
	call   func(a []word) word
}

type output struct {
	kind, name string
	at         unsafe.Pointer
	count      int
	bytes      *C.channel
}

type run struct {
	names   map[string]word
	blocks  []unsafe.Pointer
	opened  []*C.channel
	written *C.channel // what the last callback that writes has collected
	line    strings.Builder
	outputs []output
}

func (r *run) room(size uintptr) unsafe.Pointer {
	if size == 0 {
		size = 1
	}
	p := C.calloc(1, C.size_t(size))
	r.blocks = append(r.blocks, p)
	return p
}

// ---------------------------------------------------------------- what is printed

func (r *run) putText(text string) {
	if len(text) > 400 {
		hash := uint64(14695981039346656037)
		for i := 0; i < len(text); i++ {
			hash = (hash ^ uint64(text[i])) * 1099511628211
		}
		fmt.Fprintf(&r.line, `{"bytes":%d,"fnv1a":"%016x"}`, len(text), hash)
		return
	}
	r.line.WriteByte('"')
	for i := 0; i < len(text); i++ {
		if at := strings.IndexByte("\b\f\n\r\t\"\\", text[i]); at >= 0 {
			r.line.WriteByte('\\')
			r.line.WriteByte(`bfnrt"\`[at])
		} else if text[i] < 0x20 {
			fmt.Fprintf(&r.line, `\u%04x`, text[i])
		} else {
			r.line.WriteByte(text[i])
		}
	}
	r.line.WriteByte('"')
}

// real gives the shortest digits that read back, laid out as RFC 8785 does.
func real(v float64) string {
	switch {
	case math.IsNaN(v):
		return `"NaN"`
	case math.IsInf(v, 1):
		return `"Infinity"`
	case math.IsInf(v, -1):
		return `"-Infinity"`
	case v == 0:
		return "0"
	case math.Abs(v) < 1e-6 || math.Abs(v) >= 1e21:
		mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(v, 'e', -1, 64), "e")
		return mantissa + "e" + exponent[:1] + strings.TrimLeft(exponent[1:], "0")
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

func (r *run) putValue(kind string, at unsafe.Pointer) {
	switch kind[0] {
	case '{':
		r.putStructure(structures[kind[1:len(kind)-1]], at)
	case 'd':
		r.line.WriteString(real(*(*float64)(at)))
	case 's':
		if text := *(**C.char)(at); text != nil {
			r.putText(C.GoString(text))
		} else {
			r.line.WriteString("null")
		}
	case 'h':
		r.line.WriteString(map[bool]string{true: `"handle"`, false: "null"}[*(*unsafe.Pointer)(at) != nil])
	case 'i':
		fmt.Fprint(&r.line, *(*int32)(at))
	case 'u':
		fmt.Fprint(&r.line, *(*uint32)(at))
	case 'l':
		fmt.Fprint(&r.line, *(*int64)(at))
	case 'w':
		fmt.Fprint(&r.line, *(*uint64)(at))
	default:
		fmt.Fprint(&r.line, *(*uint8)(at))
	}
}

func (r *run) putStructure(s structure, at unsafe.Pointer) {
	comma := "{"
	for _, f := range s.fields {
		if !strings.Contains("iulwdbs{", f.kind[:1]) || f.name == "struct_size" {
			continue
		}
		r.line.WriteString(comma)
		r.putText(f.name)
		r.line.WriteByte(':')
		r.putValue(f.kind, unsafe.Add(at, f.offset))
		comma = ","
	}
	r.line.WriteByte('}')
}

func (r *run) putOutput(o output) {
	switch {
	case o.bytes != nil:
		r.putText(C.GoStringN(o.bytes.bytes, C.int(o.bytes.size)))
	case o.kind == "c":
		n := o.count
		if n == 0 {
			n = 1
		}
		text, _, _ := strings.Cut(string(unsafe.Slice((*byte)(o.at), n)), "\x00")
		r.putText(text)
	case o.count == 0:
		r.putValue(o.kind, o.at)
	default:
		for i := 0; i < o.count; i++ {
			r.line.WriteByte("[,"[map[bool]int{true: 0, false: 1}[i == 0]])
			r.putValue(o.kind, unsafe.Add(o.at, uintptr(i)*sizeOf(o.kind)))
		}
		r.line.WriteByte(']')
	}
}

func (r *run) putResult(kind string, value word) {
	switch kind {
	case "":
		r.line.WriteString("null")
	case "S":
		r.putText(C.GoString(C.isms_status_name(C.isms_status(value.i))))
	case "s", "h":
		r.putValue(kind, unsafe.Pointer(&value.p))
	case "d":
		r.putValue(kind, unsafe.Pointer(&value.d))
	case "i", "l":
		fmt.Fprint(&r.line, value.i)
	default:
		fmt.Fprint(&r.line, value.u)
	}
}

// ---------------------------------------------------------------- what goes in

func sizeOf(kind string) uintptr {
	switch kind[0] {
	case 'i', 'u':
		return 4
	case 'b', 'c':
		return 1
	case '{':
		return structures[kind[1:len(kind)-1]].size
	}
	return 8
}

func whole(n int64) word { return word{i: n, u: uint64(n)} }

func (r *run) elements(kind string, value any) unsafe.Pointer {
	list, many := value.([]any)
	if !many {
		list = []any{value}
	}
	at := r.room(sizeOf(kind) * uintptr(len(list)))
	for i, v := range list {
		r.store(kind, v, unsafe.Add(at, uintptr(i)*sizeOf(kind)))
	}
	return at
}

func (r *run) argument(kind string, value any) word {
	text, isText := value.(string)
	if value == nil {
		return word{}
	}
	if isText && strings.HasPrefix(text, "$") {
		found, ok := r.names[text[1:]]
		if !ok {
			panic("no such name: " + text)
		}
		return found
	}
	switch kind[0] {
	case 'i', 'u', 'l', 'w', 'b':
		if isText {
			n, ok := constants[text]
			if !ok {
				panic("no such constant: " + text)
			}
			return whole(n)
		}
		return whole(int64(value.(float64)))
	case 'd':
		if isText {
			n, _ := strconv.ParseFloat(text, 64)
			return word{d: n}
		}
		return word{d: value.(float64)}
	case 's':
		c := unsafe.Pointer(C.CString(text))
		r.blocks = append(r.blocks, c)
		return word{p: c}
	case 'P':
		return word{p: C.address_of(2)}
	case '<', '>':
		return word{p: r.elements(kind[1:], value)}
	}
	panic("an argument does not fit: " + kind)
}

func (r *run) store(kind string, value any, at unsafe.Pointer) {
	if kind[0] == '{' {
		s := structures[kind[1:len(kind)-1]]
		if s.fields[0].name == "struct_size" {
			*(*uint32)(at) = uint32(s.size)
		}
		members, _ := value.(map[string]any)
		for name, member := range members {
			i := 0
			for s.fields[i].name != name {
				i++
			}
			r.store(s.fields[i].kind, member, unsafe.Add(at, s.fields[i].offset))
		}
		return
	}
	v := r.argument(kind, value)
	switch kind[0] {
	case 'i', 'u':
		*(*int32)(at) = int32(v.i)
	case 'l', 'w':
		*(*uint64)(at) = v.u
	case 'b', 'c':
		*(*uint8)(at) = uint8(v.i)
	case 'd':
		*(*float64)(at) = v.d
	default:
		*(*unsafe.Pointer)(at) = v.p
	}
}

func (r *run) roomFor(kind, text string) word {
	name, number, _ := strings.Cut(text[1:], "*")
	o := output{kind: kind[1:], name: name}
	o.count, _ = strconv.Atoi(number)
	n := o.count
	if n == 0 {
		n = 1
	}
	o.at = r.room(sizeOf(o.kind) * uintptr(n))
	if o.kind[0] == '{' {
		r.store(o.kind, nil, o.at)
	}
	r.outputs = append(r.outputs, o)
	return word{p: o.at}
}

func (r *run) callback(kind, text string) (word, *C.channel) {
	switch kind {
	case "E":
		return word{p: C.address_of(3)}, nil
	case "P":
		return word{p: C.address_of(2)}, nil
	}
	c := (*C.channel)(C.calloc(1, C.sizeof_channel))
	r.opened = append(r.opened, c)
	if kind == "R" && text == "@again" && r.written != nil {
		C.channel_write(unsafe.Pointer(c), r.written.bytes, r.written.size)
		return word{p: C.address_of(1)}, c
	}
	if kind == "R" {
		source := C.CString(strings.TrimPrefix(text, "@read:"))
		defer C.free(unsafe.Pointer(source))
		C.channel_write(unsafe.Pointer(c), source, C.strlen(source))
		return word{p: C.address_of(1)}, c
	}
	r.outputs = append(r.outputs, output{bytes: c})
	r.written = c
	return word{p: C.address_of(0)}, c
}

// ---------------------------------------------------------------- calls

type step struct {
	Call  string
	Calls []string
	Args  []any
	As    string
	For   []any
}

func (o output) value() word {
	switch {
	case o.count > 0 || o.kind[0] == '{':
		return word{p: o.at}
	case o.kind == "i":
		return whole(int64(*(*int32)(o.at)))
	case o.kind == "u":
		return whole(int64(*(*uint32)(o.at)))
	case o.kind == "l" || o.kind == "w":
		return whole(*(*int64)(o.at))
	case o.kind == "b":
		return whole(int64(*(*uint8)(o.at)))
	case o.kind == "d":
		return word{d: *(*float64)(o.at)}
	}
	return word{p: *(*unsafe.Pointer)(o.at)}
}

func (r *run) call(name string, s step, hash any) {
	f, ok := functions[name]
	if !ok || len(f.kinds) != len(s.Args) {
		panic("no such function, or a wrong number of arguments: " + name)
	}
	words := make([]word, len(s.Args))
	r.outputs = nil
	var opened *C.channel
	for i, value := range s.Args {
		if value == "#" {
			value = hash
		}
		text, _ := value.(string)
		switch kind := f.kinds[i]; {
		case kind[0] == '>' && strings.HasPrefix(text, "?"):
			words[i] = r.roomFor(kind, text)
		case strings.HasPrefix(text, "@") && strings.Contains("WRPE", kind):
			words[i], opened = r.callback(kind, text)
		case kind == "v":
			words[i].p = unsafe.Pointer(opened)
		default:
			words[i] = r.argument(kind, value)
		}
	}
	result := f.call(words)
	fmt.Fprintf(&r.line, "[%q,", name)
	r.putResult(f.result, result)
	for _, o := range r.outputs {
		r.line.WriteByte(',')
		r.putOutput(o)
		if o.name != "" {
			r.names[o.name] = o.value()
		}
	}
	r.line.WriteString("]\n")
	if s.As != "" {
		switch f.result {
		case "i", "l", "S":
			result.u = uint64(result.i)
		case "u", "w", "b":
			result.i = int64(result.u)
		}
		r.names[s.As] = result
	}
}

func (r *run) steps(steps []step) {
	for _, s := range steps {
		values, calls := s.For, s.Calls
		if values == nil {
			values = []any{nil}
		}
		if calls == nil {
			calls = []string{s.Call}
		}
		for _, value := range values {
			for _, name := range calls {
				r.call(name, s, value)
			}
		}
	}
}

func (r *run) close() {
	for _, c := range r.opened {
		C.free(unsafe.Pointer(c.bytes))
		C.free(unsafe.Pointer(c))
	}
	for _, p := range r.blocks {
		C.free(p)
	}
}

// Run gives the lines of a scenario, and those that are expected.
func Run(path string) ([]string, []string, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, nil, err
	}
	var scenario struct {
		Steps  []step
		Expect []string
	}
	if err := json.Unmarshal(text, &scenario); err != nil {
		return nil, nil, err
	}
	r := &run{names: map[string]word{}}
	defer r.close()
	r.steps(scenario.Steps)
	return strings.Split(strings.TrimSuffix(r.line.String(), "\n"), "\n"), scenario.Expect, nil
}

func main() {
	for _, path := range os.Args[1:] {
		lines, _, err := Run(path)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		fmt.Println(filepath.Base(path))
		fmt.Println(strings.Join(lines, "\n"))
	}
}
