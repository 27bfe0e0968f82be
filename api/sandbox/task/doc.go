// Package task is the pieces of work on accounts and archives, which are the
// sources of data, and what becomes of each is read off its source.
//
// # What it must not do
//
// It does not know what a source is beyond its Source, and finishes nothing: a
// task is done once its source says so.
package task
