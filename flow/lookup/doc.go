// Package lookup says what is known of the id of an account, an archive or a user: what a
// host answers (Ask), and in which recorded sessions it stands (InSessions). ParseID finds
// the id in whatever was pasted.
//
// It only reads, keeps no personal data (no file names, login names or metadata), and
// must not draw, choose a host, or print.
package lookup
