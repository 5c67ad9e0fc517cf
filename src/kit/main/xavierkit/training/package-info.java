/** Stochastic gradient descent that shows what happens in every layer, and that a kill cannot set back. */
package xavierkit.training;
