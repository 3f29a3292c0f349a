package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The bytes are those of the other languages.
func TestScenarios(t *testing.T) {
	root := os.Getenv("ISMS_ROOT")
	files, _ := filepath.Glob(filepath.Join(root, "tests/scenarios/*.json"))
	if len(files) == 0 {
		t.Fatal("no scenarios in ", root)
	}
	for _, path := range files {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".json"), func(t *testing.T) {
			folder := t.TempDir()
			if err := os.Symlink(filepath.Join(root, "examples/data"), filepath.Join(folder, "data")); err != nil {
				t.Fatal(err)
			}
			if err := os.Chdir(folder); err != nil {
				t.Fatal(err)
			}
			defer func() { _ = os.Chdir(root) }()
			lines, expected, err := Run(path)
			if err != nil {
				t.Fatal(err)
			}
			for i, line := range lines {
				if i >= len(expected) || line != expected[i] {
					t.Fatalf("call %d is %s", i+1, line)
				}
			}
			if len(lines) != len(expected) {
				t.Fatalf("%d calls, %d expected", len(lines), len(expected))
			}
		})
	}
}
