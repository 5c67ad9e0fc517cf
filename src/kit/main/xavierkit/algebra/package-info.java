/**
 * Derive: exact terms, named rules with their assumptions, and derivations whose every step is checked on finite models.
 * Uses no other package of the kit.
 */
package xavierkit.algebra;
