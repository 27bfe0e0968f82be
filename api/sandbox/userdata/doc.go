// Package userdata is the Open API's lists of what was read of users, and their
// payloads. The data are made up by package data when they are asked for, from the
// first sync of an account or the analysis of a payslip on, and belong to it: their
// ids hold its id.
//
// # What it must not do
//
// Nothing of the data is kept.
package userdata
