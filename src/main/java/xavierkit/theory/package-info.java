/** What follows for initialization: derivations from first principles, and predictions for wide networks. */
package xavierkit.theory;
