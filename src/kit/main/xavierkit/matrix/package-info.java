/** Rows and columns of numbers: their moments, products and singular values. */
package xavierkit.matrix;
