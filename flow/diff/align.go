package diff

import "github.com/aymanbagabas/go-udiff/lcs"

// aligned pairs the records of two lanes: those that are the same, in order, as many as can
// be, and between those the ones with the same name, in order.
func aligned(a, b []item) (rows []Row) {
	numbers := map[string]rune{}
	number := func(all []item) (out []rune) {
		for _, it := range all {
			whole := it.whole()
			if numbers[whole] == 0 {
				numbers[whole] = rune(len(numbers) + 1)
			}
			out = append(out, numbers[whole])
		}
		return out
	}
	i, j := 0, 0
	same := func(until int) {
		for ; i < until; i, j = i+1, j+1 {
			rows = append(rows, Row{A: &a[i].Side, B: &b[j].Side})
		}
	}
	for _, d := range lcs.DiffRunes(number(a), number(b)) {
		same(d.Start)
		rows = append(rows, named(a[d.Start:d.End], b[d.ReplStart:d.ReplEnd])...)
		i, j = d.End, d.ReplEnd
	}
	same(len(a))
	return rows
}

// named pairs those with the same name. What has no partner is a row of its own, those of
// a first.
func named(a, b []item) (rows []Row) {
	next := 0
	for i := range a {
		row := Row{A: &a[i].Side}
		for j := next; j < len(b); j++ {
			if b[j].name != a[i].name {
				continue
			}
			for ; next < j; next++ {
				rows = append(rows, Row{B: &b[next].Side})
			}
			row.B, row.Fields, next = &b[j].Side, fieldsOf(a[i], b[j]), j+1
			break
		}
		rows = append(rows, row)
	}
	for ; next < len(b); next++ {
		rows = append(rows, Row{B: &b[next].Side})
	}
	return rows
}

// fieldsOf gives the fields that differ, in their order, those of b alone last.
func fieldsOf(a, b item) (out []Field) {
	for _, f := range a.fields {
		if other, has := b.get(f.name); !has || other != f.value {
			out = append(out, Field{Name: f.name, A: f.value, B: other})
		}
	}
	for _, f := range b.fields {
		if _, has := a.get(f.name); !has {
			out = append(out, Field{Name: f.name, B: f.value})
		}
	}
	return out
}
