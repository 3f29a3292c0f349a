package main

import (
	"encoding/json"
	"net/http/httptest"
	"testing"
	"time"

	"isms"
)

func TestTheServiceAnswersVerdictAndSoA(t *testing.T) {
	model, err := isms.Open("../../data/nordlicht.json")
	if err != nil {
		t.Fatal(err)
	}
	defer model.Close()
	h := handler(model, isms.Surveillance, time.Date(2026, 6, 30, 0, 0, 0, 0, time.UTC))
	for path, member := range map[string]string{"/audit.json": "conclusion", "/soa.json": "rows"} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		var answer map[string]any
		if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil || answer[member] == nil || w.Code != 200 {
			t.Fatal(path, w.Code, err)
		}
	}
}
