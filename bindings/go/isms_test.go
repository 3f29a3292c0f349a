package isms

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"
)

const sample = "../../examples/data/nordlicht.json"

var asOf = time.Date(2026, 6, 30, 0, 0, 0, 0, time.UTC)

func open(t testing.TB) *Model {
	t.Helper()
	m, err := Open(sample)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(m.Close)
	return m
}

func TestValuesComeBackAsTheyWereSet(t *testing.T) {
	m, err := New()
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	err = m.Change("me", "first", func() error {
		r, err := m.Create(TypeRisk, "R-1")
		if err != nil {
			return err
		}
		for _, err := range []error{r.SetText(Risk_Title, "Theft"), r.SetInteger(Risk_Inherent_Likelihood, 4), r.SetDate(Risk_AssessedOn, asOf),
			r.SetLink(Risk_Owner, "P-1"), r.AddText(Risk_Tags, "a"), r.AddText(Risk_Tags, "b")} {
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	r, ok := m.Find(TypeRisk, "R-1")
	if !ok || r.Text(Risk_Title) != "Theft" || r.Integer(Risk_Inherent_Likelihood, 0) != 4 || !r.Date(Risk_AssessedOn).Equal(asOf) {
		t.Fatalf("%v %v %v", r, r.Text(Risk_Title), r.Date(Risk_AssessedOn))
	}
	if tags := r.Texts(Risk_Tags); strings.Join(tags, " ") != "a b" {
		t.Fatal(tags)
	}
	if _, there := r.Link(Risk_Owner); there {
		t.Fatal("the owner does not exist yet")
	}
	if _, err := m.Create(TypePerson, "P-1"); err != nil {
		t.Fatal(err)
	}
	if owner, there := r.Link(Risk_Owner); !there || owner.ID() != "P-1" {
		t.Fatal("the reference did not resolve")
	}
}

func TestAFailedChangeLeavesNothingBehind(t *testing.T) {
	m, _ := New()
	defer m.Close()
	err := m.Change("me", "try", func() error {
		if _, err := m.Create(TypeRisk, "R-1"); err != nil {
			return err
		}
		_, err := m.Create(TypeRisk, "not a token")
		return err
	})
	if !errors.Is(err, ErrToken) || m.Count(TypeRisk) != 0 {
		t.Fatal(err, m.Count(TypeRisk))
	}
}

func TestARefusedDocumentNamesEveryProblem(t *testing.T) {
	m, _ := New()
	defer m.Close()
	text := `{"libisms":"1.0","risks":[{"id":"R 1"},` + "\n" + `{"id":"R-2","title":3}]}`
	err := m.Read(context.Background(), strings.NewReader(text), "json", "acme.json")
	var d *Diagnostics
	if !errors.As(err, &d) || !errors.Is(err, ErrData) || len(d.All()) != 2 || d.All()[1].Line != 2 || d.All()[1].Rule != "ISMS-KIND-01" {
		t.Fatal(err)
	}
	if m.Count(TypeRisk) != 0 {
		t.Fatal("something of it stayed")
	}
	if _, err := Open("no-such-file.json"); !os.IsNotExist(err) {
		t.Fatal(err)
	}
}

type broken struct{}

func (broken) Read([]byte) (int, error)  { return 0, io.ErrUnexpectedEOF }
func (broken) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

func TestErrorsOfReadersAndWritersComeThrough(t *testing.T) {
	m := open(t)
	if err := m.Write(broken{}, "json"); !errors.Is(err, io.ErrShortWrite) {
		t.Fatal(err)
	}
	empty, _ := New()
	defer empty.Close()
	if err := empty.Read(context.Background(), broken{}, "json", "x"); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := OpenContext(ctx, sample); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
}

func TestADocumentComesBackByteForByte(t *testing.T) {
	m := open(t)
	var out bytes.Buffer
	if err := m.Write(&out, "json"); err != nil {
		t.Fatal(err)
	}
	want, _ := os.ReadFile(sample)
	if !bytes.Equal(out.Bytes(), want) {
		t.Fatal("the bytes differ")
	}
}

func TestTheAnalysesAnswer(t *testing.T) {
	m := open(t)
	audit, err := m.Audit(context.Background(), AuditOptions{Stage: Surveillance, AsOf: asOf})
	if err != nil {
		t.Fatal(err)
	}
	first := audit.Findings().All()[0]
	if audit.Conclusion != "MAINTAIN_PENDING_FOLLOW_UP" || first.Rule != "ISMS-SOA-06" || first.Location == "" {
		t.Fatal(audit.Headline, first)
	}
	risks, err := m.Assess()
	if err != nil {
		t.Fatal(err)
	}
	defer risks.Close()
	worst := risks.Ranked()[0]
	if risks.Level(worst, Current) != "high" || !strings.Contains(risks.Explain(worst, Current), "matrix[") {
		t.Fatal(worst, risks.Explain(worst, Current))
	}
	soa, err := m.SoA(asOf)
	if err != nil || len(soa.Rows) < 93 || soa.Rows[0]["control"] != "A.5.1" {
		t.Fatal(err)
	}
	if _, err := m.Audit(context.Background(), AuditOptions{Stage: "nonsense"}); !errors.Is(err, ErrRange) {
		t.Fatal(err)
	}
}

func TestGoroutinesShareAModel(t *testing.T) {
	m := open(t)
	var wait sync.WaitGroup
	for i := 0; i < 8; i++ {
		wait.Add(1)
		go func() {
			defer wait.Done()
			for _, r := range m.Records(TypeRisk) {
				_ = r.Text(Risk_Title)
			}
			if _, err := m.Audit(context.Background(), AuditOptions{AsOf: asOf}); err != nil {
				t.Error(err)
			}
		}()
	}
	wait.Wait()
}

func TestTheCatalogueReadsLikeAnyModel(t *testing.T) {
	if n := len(Catalogue().Records(TypeControlReference)); n != 93 {
		t.Fatal(n)
	}
}

func TestTheConstantsAreThoseOfTheLibrary(t *testing.T) {
	want, err := exec.Command("go", "run", "./internal/generate").Output()
	if err != nil {
		t.Fatal(err)
	}
	have, _ := os.ReadFile("schema_gen.go")
	if !bytes.Equal(want, have) {
		t.Fatal("schema_gen.go is not fresh: go run ./internal/generate > schema_gen.go")
	}
}

func TestEnumerationsAreTypedConstants(t *testing.T) {
	m, _ := New()
	defer m.Close()
	r, _ := m.Create(TypeRisk, "R-1")
	if err := r.SetText(Risk_Status, string(RiskStatus_Closed)); err != nil || RiskStatusValue(r.Text(Risk_Status)) != RiskStatus_Closed {
		t.Fatal(err, r.Text(Risk_Status))
	}
}

func TestColumnsSayWhatSingleValuesSay(t *testing.T) {
	m := open(t)
	titles, err := m.TextColumn(TypeRisk, Risk_Title)
	likelihoods, present, err2 := m.IntegerColumn(TypeRisk, Risk_Inherent_Likelihood)
	if err != nil || err2 != nil || len(titles) != m.Count(TypeRisk) {
		t.Fatal(err, err2, len(titles))
	}
	for i, r := range m.All(TypeRisk).All() {
		if titles[i] != r.Text(Risk_Title) || present[i] != r.Has(Risk_Inherent_Likelihood) || likelihoods[i] != r.Integer(Risk_Inherent_Likelihood, 0) {
			t.Fatal(r, titles[i], likelihoods[i])
		}
	}
	if none, err := m.TextColumn(TypeExercise, 0); err != nil || none != nil && len(none) != m.Count(TypeExercise) {
		t.Fatal(none, err)
	}
}

func TestLossesOfAYear(t *testing.T) {
	m := open(t)
	loss, err := m.Quantify(context.Background(), 4096, 7)
	if err != nil {
		t.Fatal(err)
	}
	defer loss.Close()
	mean, err := loss.Mean("", Current)
	high, err2 := loss.Quantile("", Current, 0.95)
	if err != nil || err2 != nil || loss.Currency != "EUR" || mean.Value <= 0 || mean.Low > mean.Value || high.Value <= mean.Value {
		t.Fatal(mean, high, err, err2)
	}
	if _, err := loss.Mean("no such risk", Current); !errors.Is(err, ErrNotFound) {
		t.Fatal(err)
	}
}

func TestAContextStopsWhatTakesLong(t *testing.T) {
	m := open(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := m.Quantify(ctx, 1<<18, 7); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	if err := m.WriteContext(ctx, io.Discard, "json"); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	if err := m.Report(ctx, io.Discard, "risks", "csv", asOf); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	if _, err := m.ImportFiles(ctx, "", "../../examples/data/registers/risks.csv"); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	if _, err := m.SoA(asOf); err != nil {
		t.Fatal(err)
	}
}

func TestRegistersComeIn(t *testing.T) {
	m, _ := New()
	defer m.Close()
	problems, err := m.ImportFiles(context.Background(), "product-5x5:5,10,16", "../../examples/data/registers/risks.csv")
	if err != nil || m.Count(TypeRisk) < 10 {
		t.Fatal(err, problems, m.Count(TypeRisk))
	}
	if _, err := m.ImportFiles(context.Background(), "", "no-such-file.csv"); err == nil {
		t.Fatal("a file that is not there was imported")
	}
}

func TestAReportGoesToAWriter(t *testing.T) {
	var out bytes.Buffer
	if err := open(t).Report(context.Background(), &out, "risks", "csv", asOf); err != nil || out.Len() < 1000 {
		t.Fatal(err, out.Len())
	}
}

func TestAClosedModelSaysSo(t *testing.T) {
	m, err := Open(sample)
	if err != nil {
		t.Fatal(err)
	}
	if s := m.String(); !strings.Contains(s, "Nordlicht") || !strings.Contains(s, "40 risks") {
		t.Fatal(s)
	}
	m.Close()
	ctx := context.Background()
	_, assess := m.Assess()
	_, audit := m.Audit(ctx, AuditOptions{})
	_, soa := m.SoA(asOf)
	_, loss := m.Quantify(ctx, 1024, 1)
	_, create := m.Create(TypeRisk, "R-1")
	_, imported := m.ImportFiles(ctx, "", "x.csv")
	read := m.Read(ctx, strings.NewReader("{}"), "json", "x")
	for i, err := range []error{assess, audit, soa, loss, create, imported, read, m.Save("x.json"), m.Undo(), m.Change("a", "b", nil)} {
		if !errors.Is(err, ErrClosed) {
			t.Error(i, err)
		}
	}
	if m.String() != "isms.Model: closed" {
		t.Fatal(m)
	}
}

func TestYearsAreRoundedUpToAPowerOfTwo(t *testing.T) {
	m := open(t)
	few, err := m.Quantify(context.Background(), 3000, 7)
	if err != nil {
		t.Fatal(err)
	}
	many, _ := m.Quantify(context.Background(), 4096, 7)
	a, _ := few.Mean("", Current)
	b, _ := many.Mean("", Current)
	if a != b {
		t.Fatal(a, b)
	}
	if _, err := m.Quantify(context.Background(), 1<<40, 7); err == nil {
		t.Fatal("so many years were simulated")
	}
}

func TestAFindingReadsAsACompilerPrintsIt(t *testing.T) {
	m := open(t)
	audit, err := m.Audit(context.Background(), AuditOptions{Stage: Surveillance, AsOf: asOf})
	if err != nil || !strings.HasPrefix(audit.List[0].String(), audit.List[0].Location+": major: ") {
		t.Fatal(err, audit.List[0])
	}
	if _, err := m.Audit(context.Background(), AuditOptions{Stage: "stage3"}); !errors.Is(err, ErrRange) || !strings.Contains(err.Error(), "stage3") {
		t.Fatal(err)
	}
	soa, err := m.SoA(asOf)
	if err != nil {
		t.Fatal(err)
	}
	for member, h := range map[string]http.Handler{"conclusion": audit.Handler(), "rows": soa.Handler()} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
		if w.Code != 200 || !strings.Contains(w.Body.String(), member) {
			t.Error(member, w.Code)
		}
	}
}

func TestEverySectionOfTheReportComesAsRows(t *testing.T) {
	m := open(t)
	sections, rows := Sections(), 0
	for _, section := range sections {
		table, err := m.Table(context.Background(), section, asOf)
		if err != nil {
			t.Fatal(section, err)
		}
		rows += len(table)
	}
	if len(sections) < 10 || rows < 100 {
		t.Fatal(sections, rows)
	}
}

func FuzzCreate(f *testing.F) {
	f.Add("R-1")
	f.Fuzz(func(t *testing.T, id string) {
		m, _ := New()
		defer m.Close()
		r, err := m.Create(TypeRisk, id)
		if found, ok := m.Find(TypeRisk, id); ok != (err == nil) || ok && found != r {
			t.Fatal(id, err, ok)
		}
	})
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"libisms":"1.0","risks":[{"id":"R-1","title":"x"}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, _ := New()
		defer m.Close()
		if err := m.Read(context.Background(), bytes.NewReader(data), "json", "fuzz"); err != nil && m.Count(TypeRisk) != 0 {
			t.Fatal("a refused document left something behind")
		}
	})
}
