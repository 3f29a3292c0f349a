package isms_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"strings"
	"time"

	"isms"
)

func Example() {
	model, err := isms.Open("../../examples/data/nordlicht.json")
	if err != nil {
		log.Fatal(err)
	}
	defer model.Close()

	audit, err := model.Audit(context.Background(), isms.AuditOptions{
		Stage: isms.Stage2,
		AsOf:  time.Date(2026, 6, 30, 0, 0, 0, 0, time.UTC),
	})
	if err != nil {
		log.Fatal(err)
	}
	for _, f := range audit.Findings().All()[:1] {
		fmt.Println(f.Outcome, f.Rule, f.Message)
	}
	// Output: MAJOR ISMS-SOA-06 Control A.8.30 is excluded, although a treatment plan needs it.
}

func ExampleModel_Change() {
	model, err := isms.New()
	if err != nil {
		log.Fatal(err)
	}
	defer model.Close()
	err = model.Change("Marta Klein", "quarterly review", func() error {
		risk, err := model.Create(isms.TypeRisk, "R-042")
		if err != nil {
			return err
		}
		return risk.SetText(isms.Risk_Title, "Theft of an unencrypted laptop")
	})
	fmt.Println(model.Records(isms.TypeRisk), err)
	// Output: [risk R-042] <nil>
}

func ExampleModel_Read() {
	model, err := isms.New()
	if err != nil {
		log.Fatal(err)
	}
	defer model.Close()
	document := strings.NewReader(`{"libisms":"1.0","risks":[{"id":"R 1"}]}`)
	err = model.Read(context.Background(), document, "json", "acme.json")
	var problems *isms.Diagnostics
	if errors.As(err, &problems) {
		for _, p := range problems.All() {
			fmt.Println(p.Source, p.Line, p.Rule)
		}
	}
	// Output: acme.json 1 ISMS-ID-02
}

func ExampleModel_Assess() {
	model, err := isms.Open("../../examples/data/nordlicht.json")
	if err != nil {
		log.Fatal(err)
	}
	defer model.Close()
	risks, err := model.Assess()
	if err != nil {
		log.Fatal(err)
	}
	defer risks.Close()
	for _, risk := range risks.Top(2) {
		fmt.Println(risk.ID(), risks.Level(risk, isms.Current))
	}
	// Output:
	// R-008 high
	// R-028 high
}
