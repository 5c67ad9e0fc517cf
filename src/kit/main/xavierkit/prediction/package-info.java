/**
 * Predict: what theory says of wide layers and of finite width, without a network and without data: moments, length maps,
 * gains, spectra. Uses {@link xavierkit.init}, {@link xavierkit.activation} and {@link xavierkit.matrix}.
 */
package xavierkit.prediction;
