package isms

/*
#include "shim.h"
*/
import "C"

import (
	"context"
	"runtime"
	"runtime/cgo"
)

// Estimate is a figure with the bounds that its error gives it.
type Estimate struct {
	Value float64 `json:"value"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
}

// Loss is what a year may cost: simulated from the risks that have a frequency and a loss.
type Loss struct {
	Currency string
	model    *Model // its portfolio may look at it
	c        *C.isms_simulation
}

// Quantify simulates years; trials is rounded up to a power of two, and 2^18 where it is 0. The same seed gives the same digits.
func (m *Model) Quantify(ctx context.Context, trials, seed uint64) (*Loss, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	problems := C.isms_diagnostics_new(nil)
	defer C.isms_diagnostics_free(problems)
	var portfolio *C.isms_portfolio
	var currency *C.char
	if status := C.isms_quantification_portfolio(m.c, nil, problems, &portfolio, &currency); status < 0 {
		return nil, m.problems(status, "quantify", problems)
	}
	defer C.isms_portfolio_free(portfolio)
	call := &call{ctx: ctx}
	handle := cgo.NewHandle(call)
	defer handle.Delete()
	loss := &Loss{Currency: goString(currency), model: m}
	years := uint64(0)
	if trials > 0 {
		for years = 1 << 10; years < trials && years <= 1<<26; years *= 2 {
		}
	}
	status := C.isms_go_simulate(portfolio, C.uint64_t(years), C.uint64_t(seed), C.uintptr_t(handle), problems, &loss.c)
	if call.err != nil {
		return nil, call.err
	}
	if status < 0 {
		return nil, &Diagnostics{Status(status), "quantify", collect(problems)}
	}
	runtime.SetFinalizer(loss, (*Loss).Close)
	return loss, nil
}

// Close frees the simulation; closing twice does nothing.
func (l *Loss) Close() {
	C.isms_simulation_free(l.c)
	l.c = nil
	runtime.SetFinalizer(l, nil)
}

// scenario of a risk; all together for "".
func (l *Loss) scenario(risk string) (C.int32_t, error) {
	if risk == "" {
		return -1, nil
	}
	id := cstring(risk)
	defer free(id)
	n := C.isms_simulation_find(l.c, id)
	if n < 0 {
		return 0, failure(C.isms_status(ErrNotFound), risk)
	}
	return n, nil
}

// Mean loss of a year, of one risk or, for "", of all together.
func (l *Loss) Mean(risk string, state State) (Estimate, error) {
	defer runtime.KeepAlive(l)
	n, err := l.scenario(risk)
	if err != nil {
		return Estimate{}, err
	}
	var e C.isms_estimate
	status := C.isms_simulation_mean(l.c, n, C.int32_t(state), &e)
	return Estimate{float64(e.value), float64(e.low), float64(e.high)}, failure(status, "mean")
}

// Quantile is the loss that a year does not exceed with probability q.
func (l *Loss) Quantile(risk string, state State, q float64) (Estimate, error) {
	defer runtime.KeepAlive(l)
	n, err := l.scenario(risk)
	if err != nil {
		return Estimate{}, err
	}
	var e C.isms_estimate
	status := C.isms_simulation_quantile(l.c, n, C.int32_t(state), C.double(q), &e)
	return Estimate{float64(e.value), float64(e.low), float64(e.high)}, failure(status, "quantile")
}
