// Package widget holds the parts that pages are drawn from: exact blocks of
// text, a text input, a list, a rail, a notice, a frame.
//
// A part is told how many cells it has and returns exactly as many, so a page
// is put together by adding up and nothing jumps or is cut off by accident.
// Text from outside goes through Clean or CleanLines before it is measured.
// Rows and offsets are counted from 0.
//
// A part keeps no more state than its cursor. It must not decide, import more
// of ours than the theme, look anything up, start commands or animate.
package widget
