/**
 * Activation functions: value, derivative, kinks, and their moments under a normal distribution where those have a
 * closed form. Uses {@link xavierkit.matrix}.
 */
package xavierkit.activation;
