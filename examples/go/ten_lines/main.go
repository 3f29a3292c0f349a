// Command ten_lines prints the worst risks, what is wrong in the Statement of Applicability, and whether the next audit would pass.
package main

import (
	"context"
	"fmt"
	"log"
	"time"

	"isms"
)

func main() {
	acme, err := isms.Open("examples/data/nordlicht.json")
	if err != nil {
		log.Fatal(err)
	}
	defer acme.Close()
	day := time.Date(2026, 6, 30, 0, 0, 0, 0, time.UTC)
	risks, _ := acme.Assess()
	for _, risk := range risks.Top(5) {
		fmt.Println(risk.ID(), risks.Level(risk, isms.Current), risk.Text(isms.Risk_Title))
	}
	soa, _ := acme.SoA(day)
	for _, row := range soa.Problems() {
		fmt.Println(row["control"], row["problems"])
	}
	audit, _ := acme.Audit(context.Background(), isms.AuditOptions{Stage: isms.Surveillance, AsOf: day})
	fmt.Println(audit.Headline)
}
