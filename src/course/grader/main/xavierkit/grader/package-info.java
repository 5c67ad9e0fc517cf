/** Runs the answers of a submission, which reply with data, and hands the replies to the marks. Knows no answer. */
package xavierkit.grader;
