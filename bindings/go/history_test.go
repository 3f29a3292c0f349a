package isms

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const acme = `{"prefix":"acme","enumerations":{"tiers":["gold","silver"]},"attributes":[
	{"type":"risk","name":"tier","kind":"enumeration","target":"tiers"}]}`

func edited(t *testing.T) *Model {
	t.Helper()
	m, err := NewWith(acme)
	if err != nil {
		t.Fatal(err)
	}
	for _, title := range []string{"Theft", "Theft of a laptop"} {
		if err := m.Change("Marta Klein", "review", func() error {
			r, found := m.Find(TypeRisk, "R-1")
			if !found {
				r, _ = m.Create(TypeRisk, "R-1")
			}
			return r.SetText(Risk_Title, title)
		}); err != nil {
			t.Fatal(err)
		}
	}
	return m
}

func TestHistoryIsKeptReadAndGoneBackIn(t *testing.T) {
	m, path := edited(t), filepath.Join(t.TempDir(), "acme.journal.ndjson")
	defer m.Close()
	h, err := NewHistory(acme)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := h.Append(m, 0); n != 2 || err != nil {
		t.Fatal(n, err)
	}
	r, _ := m.Find(TypeRisk, "R-1")
	if err := r.SetText(m.Attribute(TypeRisk, "acme_tier"), "gold"); err != nil {
		t.Fatal(err)
	}
	if n, err := h.Record(m, "Jo Lund", "2026-06-30", ""); n != 1 || err != nil {
		t.Fatal(n, err)
	}
	if err := h.Save(path); err != nil {
		t.Fatal(err)
	}
	again, err := OpenHistory(path, acme)
	if err != nil {
		t.Fatal(err)
	}
	last := again.Entries()[2]
	if last.Who != "Jo Lund" || last.When != "2026-06-30" || last.Hash != again.Head() || last.Changes[0].Attribute != "acme_tier" ||
		string(last.Changes[0].Before) != "null" || string(last.Changes[0].After) != `"gold"` {
		t.Error(last)
	}
	if err := again.Verify(h.Head(), m); err != nil {
		t.Error(err)
	}
	first, err := again.Model(1)
	if err != nil {
		t.Fatal(err)
	}
	if r, _ := first.Find(TypeRisk, "R-1"); r.Text(Risk_Title) != "Theft" {
		t.Error(r.Text(Risk_Title))
	}
	if now, err := again.At("2026-07-01"); err != nil || again.Verify("", now) != nil {
		t.Error(err)
	}
	if _, err := again.At("soon"); err == nil {
		t.Error("soon is no time")
	}
	data, _ := os.ReadFile(path)
	os.WriteFile(path, []byte(strings.Replace(string(data), "Jo Lund", "Jo Lind", 1)), 0o600)
	var problems *Diagnostics
	if _, err := OpenHistory(path, acme); !errors.As(err, &problems) || problems.All()[0].Rule != "ISMS-JOURNAL-02" {
		t.Error(err)
	}
	if _, err := OpenHistory(path+"x", acme); !os.IsNotExist(err) {
		t.Error(err)
	}
}

func TestAttributesOfOnesOwnAreChecked(t *testing.T) {
	m := edited(t)
	defer m.Close()
	var problems *Diagnostics
	err := m.Read(context.Background(), bytes.NewReader([]byte(`{"libisms":"1.0","risks":[{"id":"R-2","acme_tier":"tin"}]}`)), "json", "a")
	if !errors.As(err, &problems) || !strings.Contains(problems.Error(), "gold, silver") {
		t.Error(err)
	}
	if _, err := NewWith(`{"prefix":"Acme"}`); !errors.As(err, &problems) {
		t.Error(err)
	}
	if a := m.Attribute(TypeRisk, "acme_none"); a != 0 {
		t.Error(a)
	}
}
