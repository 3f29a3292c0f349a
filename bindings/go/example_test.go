package isms_test

import (
	"context"
	"fmt"
	"log"
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
