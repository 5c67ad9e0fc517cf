/** Fans, weight distributions and initializers: what Var(W) is and weights that have it. */
package xavierkit.init;
