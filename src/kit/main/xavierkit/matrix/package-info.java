/**
 * Moments, products and singular values of matrices, streams of random numbers, the one place that starts threads, and
 * the sentences that say what an argument must be. Uses no other package of the kit; every package with matrices uses
 * it.
 */
package xavierkit.matrix;
