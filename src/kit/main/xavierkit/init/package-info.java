/**
 * Fans, weight distributions and initializers: the variance of the weights of a layer, and weights that have it. Uses
 * {@link xavierkit.matrix}.
 */
package xavierkit.init;
