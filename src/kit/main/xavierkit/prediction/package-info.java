/** What theory says of networks that were not built: moments, length maps, gains, finite width, spectra. */
package xavierkit.prediction;
