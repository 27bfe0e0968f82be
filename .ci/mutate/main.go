// Command mutate changes the packages that it is given in small ways, one at a time, runs
// their tests with each change, and says which changes no test noticed.
//
//	go run ./.ci/mutate -n 150 -seed 1 ./flow/redact
//
// It is not part of the checks: read what survives, and write the test that is
// missing. Nothing in the tree is written; a change is an overlay of the build.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
)

// mutant is one change: the bytes from..to of a file become by.
type mutant struct {
	pkg, file string
	from, to  int
	line      int
	by        string
}

var (
	size    = flag.Int("n", 150, "how many changes are tried, 0 for all")
	seed    = flag.Uint64("seed", 1, "which ones")
	tests   = flag.String("tests", "", "packages whose tests run, separated by commas; each package's own by default")
	workers = flag.Int("workers", 2, "how many tests run at a time")
)

var swaps = map[token.Token]string{
	token.EQL: "!=", token.NEQ: "==", token.LSS: "<=", token.LEQ: "<", token.GTR: ">=", token.GEQ: ">",
	token.LAND: "||", token.LOR: "&&", token.ADD: "-", token.SUB: "+", token.AND_NOT: "&", token.INC: "--", token.DEC: "++",
}

func main() {
	flag.Parse()
	var all []mutant
	for _, pkg := range flag.Args() {
		files, err := filepath.Glob(filepath.Join(pkg, "*.go"))
		if err != nil || len(files) == 0 {
			fmt.Fprintln(os.Stderr, "no Go files in", pkg)
			os.Exit(2)
		}
		for _, file := range files {
			if !strings.HasSuffix(file, "_test.go") {
				all = append(all, mutants(pkg, file)...)
			}
		}
	}
	rand.New(rand.NewPCG(*seed, 0)).Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	killed, survived := try(all)
	fmt.Printf("%d of %d killed (%.1f%%), of %d that can be made\n", killed, killed+survived, 100*float64(killed)/float64(max(killed+survived, 1)), len(all))
}

// mutants lists the changes of a file.
func mutants(pkg, file string) []mutant {
	fset := token.NewFileSet()
	tree, err := parser.ParseFile(fset, file, nil, 0)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	var out []mutant
	add := func(from, to token.Pos, by string) {
		at := fset.Position(from)
		out = append(out, mutant{pkg: pkg, file: file, from: at.Offset, to: fset.Position(to).Offset, line: at.Line, by: by})
	}
	ast.Inspect(tree, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			if by := swaps[n.Op]; by != "" {
				add(n.OpPos, n.OpPos+token.Pos(len(n.Op.String())), by)
			}
		case *ast.IncDecStmt:
			add(n.TokPos, n.TokPos+2, swaps[n.Tok])
		case *ast.IfStmt:
			add(n.Cond.Pos(), n.Cond.Pos(), "false && ")
		case *ast.UnaryExpr:
			if n.Op == token.NOT {
				add(n.OpPos, n.OpPos+1, "")
			}
		case *ast.ExprStmt:
			add(n.Pos(), n.End(), "")
		case *ast.AssignStmt:
			if n.Tok != token.DEFINE {
				add(n.Pos(), n.End(), "")
			}
		}
		return true
	})
	return out
}

// try runs the tests with one change after the other, until enough of those that
// compile were tried.
func try(all []mutant) (killed, survived int) {
	var mu sync.Mutex
	next := 0
	var wg sync.WaitGroup
	for range *workers {
		wg.Go(func() {
			for {
				mu.Lock()
				if next == len(all) || *size > 0 && killed+survived >= *size {
					mu.Unlock()
					return
				}
				m := all[next]
				next++
				mu.Unlock()
				built, failed, change := run(m)
				mu.Lock()
				switch {
				case !built:
				case failed:
					killed++
				default:
					survived++
					fmt.Printf("%s:%d: %s\n", m.file, m.line, change)
				}
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	return killed, survived
}

// run tests one change, and says whether it could be built and whether a test
// failed.
func run(m mutant) (built, failed bool, change string) {
	dir, err := os.MkdirTemp("", "mutate")
	check(err)
	defer func() { _ = os.RemoveAll(dir) }()
	source, err := os.ReadFile(m.file)
	check(err)
	path, err := filepath.Abs(m.file)
	check(err)
	mutated := filepath.Join(dir, "mutated.go")
	check(os.WriteFile(mutated, []byte(string(source[:m.from])+m.by+string(source[m.to:])), 0o600))
	overlay, err := json.Marshal(map[string]map[string]string{"Replace": {path: mutated}})
	check(err)
	check(os.WriteFile(filepath.Join(dir, "overlay.json"), overlay, 0o600))
	args := []string{"test", "-overlay", filepath.Join(dir, "overlay.json"), "-vet=off", "-count=1", "-failfast", "-timeout=90s"}
	if *tests != "" {
		args = append(args, strings.Split(*tests, ",")...)
	} else {
		args = append(args, "./"+filepath.Clean(m.pkg))
	}
	out, err := exec.Command("go", args...).CombinedOutput()
	line := strings.Split(string(source), "\n")[m.line-1]
	return !strings.Contains(string(out), "[build failed]"), err != nil, fmt.Sprintf("%q becomes %q in %s", source[m.from:m.to], m.by, strings.TrimSpace(line))
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}
