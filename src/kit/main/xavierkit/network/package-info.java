/** Measure: dense networks that show their forward and backward signals, and the moments of those. */
package xavierkit.network;
