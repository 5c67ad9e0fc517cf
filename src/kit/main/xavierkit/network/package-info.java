/**
 * Measure: dense networks that keep every forward and backward signal, and the variance of each layer. Uses {@link
 * xavierkit.init}, {@link xavierkit.activation} and {@link xavierkit.matrix}, and no prediction.
 */
package xavierkit.network;
