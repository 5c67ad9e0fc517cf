/** Measure: stochastic gradient descent that records on its way, and that can go on from where it stopped. */
package xavierkit.training;
