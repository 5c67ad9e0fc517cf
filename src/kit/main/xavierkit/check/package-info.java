/**
 * Check: predictions held against measurements with stated false-alarm rates, and diagnoses of what is wrong. Uses every
 * package but {@link xavierkit.data} and {@link xavierkit.view}.
 */
package xavierkit.check;
