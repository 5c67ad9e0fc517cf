/**
 * Marks for the assignments, in a notebook or by a second pass that no submission can talk to: {@link
 * xavierkit.course.Rehearsal} finds out what the tests ask, {@link xavierkit.course.Answers} lets a submission
 * answer it in a sandbox, {@link xavierkit.course.Judge} marks the answers, which are data by then.
 */
package xavierkit.course;
