// Package examples holds the programs of this folder to what they show, and those of the documentation too.
package examples

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const root = "../.."

// run builds a program and runs it in a folder of its own, in which examples/ is.
func run(t *testing.T, what ...string) string {
	t.Helper()
	folder := t.TempDir()
	top, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(top, "examples"), filepath.Join(folder, "examples")); err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(folder, "program")
	if out, err := exec.Command("go", append([]string{"build", "-o", program}, what...)...).CombinedOutput(); err != nil {
		t.Fatalf("%s", out)
	}
	command := exec.Command(program)
	command.Dir = folder
	out, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return string(out)
}

func TestTenLinesPrintWhatTheyPrintInCAndPython(t *testing.T) {
	want, err := os.ReadFile(filepath.Join(root, "examples/c/expected/ten_lines.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if got := run(t, "./ten_lines"); got != string(want) {
		t.Fatal(got)
	}
}

func TestEveryProgramOfTheDocumentationRuns(t *testing.T) {
	pages, _ := filepath.Glob(filepath.Join(root, "docs/*.md"))
	blocks := regexp.MustCompile("(?s)```go\n(package main\n.*?)```")
	count := 0
	for _, page := range append(pages, filepath.Join(root, "README.md")) {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for i, block := range blocks.FindAllStringSubmatch(string(text), -1) {
			count++
			t.Run(fmt.Sprint(strings.TrimSuffix(filepath.Base(page), ".md"), i), func(t *testing.T) {
				file := filepath.Join(t.TempDir(), "main.go")
				if err := os.WriteFile(file, []byte(block[1]), 0o666); err != nil {
					t.Fatal(err)
				}
				run(t, file)
			})
		}
	}
	if count < 3 {
		t.Fatal("only ", count, " programs were found")
	}
}

func TestTheReadmeShowsTheTenLinesAsTheyAre(t *testing.T) {
	program, err := os.ReadFile("ten_lines/main.go")
	if err != nil {
		t.Fatal(err)
	}
	_, lines, _ := strings.Cut(string(program), "\n")
	for _, page := range []string{"README.md", "docs/index.md"} {
		text, _ := os.ReadFile(filepath.Join(root, page))
		if !strings.Contains(string(text), lines) {
			t.Fatal(page)
		}
	}
}
