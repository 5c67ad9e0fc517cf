/** Exact terms, named rules, and derivations whose every step is checked. */
package xavierkit.algebra;
