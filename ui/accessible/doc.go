// Package accessible is the wizard without a screen's grid: the pages of ui/screen read
// from their outlines as plain lines, and one question at a time, for a screen reader, a
// serial line, an editor's terminal, or a pipe of answers. What happens meanwhile is said
// as sentences, from the records of the journal alone.
//
// It must not know a page: what a page says and offers stands in its outline. Nothing is
// drawn anew, and no control character is written.
package accessible
