// Command service answers for an ISMS over HTTP: /audit.json with the verdict, /soa.json with the Statement of Applicability.
// It listens on the loopback address unless told otherwise.
package main

import (
	"flag"
	"log"
	"net/http"
	"time"

	"isms"
)

// handler answers from one model; as of a fixed day, or of today where that is zero.
func handler(model *isms.Model, stage isms.Stage, asOf time.Time) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/audit.json", isms.Handler(func(r *http.Request) (any, error) {
		return model.Audit(r.Context(), isms.AuditOptions{Stage: stage, AsOf: asOf})
	}))
	mux.Handle("/soa.json", isms.Handler(func(*http.Request) (any, error) {
		return model.SoA(asOf)
	}))
	return mux
}

func main() {
	listen := flag.String("listen", "127.0.0.1:8027", "address to listen on")
	stage := flag.String("stage", "internal", "audit to look ahead to")
	flag.Parse()
	if flag.NArg() != 1 {
		log.Fatal("usage: service [-listen ADDRESS] [-stage STAGE] FILE")
	}
	model, err := isms.Open(flag.Arg(0))
	if err != nil {
		log.Fatal(err)
	}
	defer model.Close()
	log.Printf("http://%s/audit.json and /soa.json", *listen)
	server := http.Server{Addr: *listen, Handler: handler(model, isms.Stage(*stage), time.Time{}), ReadHeaderTimeout: 10 * time.Second}
	log.Fatal(server.ListenAndServe())
}
