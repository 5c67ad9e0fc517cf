/** Derivations from first principles: the variances of one layer and of many, and the equations of the 2010 paper. */
package xavierkit.derivation;
