/**
 * Measure: stochastic gradient descent that records what happens in every layer. Uses {@link xavierkit.network}, {@link
 * xavierkit.data}, {@link xavierkit.activation} and {@link xavierkit.matrix}.
 */
package xavierkit.training;
