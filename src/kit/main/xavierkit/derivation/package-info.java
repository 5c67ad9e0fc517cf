/**
 * Derive: the variances of one layer and of many from first principles, and the equations of Glorot and Bengio (2010).
 * Uses {@link xavierkit.algebra}.
 */
package xavierkit.derivation;
