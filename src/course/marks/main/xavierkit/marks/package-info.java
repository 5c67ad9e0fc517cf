/** The marks of the assignments: what is right, what is named wrong, and why. Never on the class path of a submission. */
package xavierkit.marks;
