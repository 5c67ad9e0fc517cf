/** What follows for initialization: derivations from first principles. */
package xavierkit.theory;
