/** Activation functions and their derivatives. */
package xavierkit.activation;
