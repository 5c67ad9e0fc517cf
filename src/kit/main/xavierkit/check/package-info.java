/** Predictions held against measurements, and readers' guesses against both. */
package xavierkit.check;
