package isms

/*
#include <stdlib.h>
#include "shim.h"
*/
import "C"

import "unsafe"

// ids of all records of a type; the caller holds the lock.
func (m *Model) ids(t Type) []C.isms_id {
	ids := make([]C.isms_id, int(C.isms_count(m.c, C.isms_type(t))))
	if len(ids) > 0 {
		C.isms_next_many(m.c, C.isms_type(t), 0, &ids[0], C.size_t(len(ids)))
	}
	return ids
}

// TextColumn is one attribute of all records of a type as texts, in one call; "" where it is absent. Attribute 0 gives the ids.
func (m *Model) TextColumn(t Type, a Attribute) ([]string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	ids := m.ids(t)
	if len(ids) == 0 {
		return nil, nil
	}
	offsets, present := make([]C.uint64_t, len(ids)+1), make([]C.uint8_t, len(ids))
	bytes := make([]byte, 32*len(ids))
	for {
		status := C.isms_bulk_texts(m.c, &ids[0], C.size_t(len(ids)), C.isms_attribute(a), (*C.char)(unsafe.Pointer(&bytes[0])),
			C.size_t(len(bytes)), &offsets[0], &present[0])
		if status < 0 {
			return nil, m.failure(status, a.Path())
		}
		if need := int(offsets[len(ids)]); need > len(bytes) {
			bytes = make([]byte, need)
			continue
		}
		break
	}
	whole, out := string(bytes[:offsets[len(ids)]]), make([]string, len(ids))
	for i := range out {
		out[i] = whole[offsets[i]:offsets[i+1]]
	}
	return out, nil
}

// IntegerColumn is one attribute of all records of a type as integers, in one call; present says where there is one.
func (m *Model) IntegerColumn(t Type, a Attribute) (values []int64, present []bool, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	ids := m.ids(t)
	if len(ids) == 0 {
		return nil, nil, nil
	}
	values, present = make([]int64, len(ids)), make([]bool, len(ids))
	there := make([]C.uint8_t, len(ids))
	status := C.isms_bulk_integers(m.c, &ids[0], C.size_t(len(ids)), C.isms_attribute(a), (*C.int64_t)(unsafe.Pointer(&values[0])), &there[0])
	for i, b := range there {
		present[i] = b != 0
	}
	return values, present, m.failure(status, a.Path())
}
