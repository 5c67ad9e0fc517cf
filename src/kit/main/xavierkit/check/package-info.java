/**
 * Check: predictions held against measurements with stated false-alarm rates, and diagnoses of what is wrong. {@link
 * xavierkit.check.VarianceCheck} holds one number against its prediction, {@link xavierkit.check.SignalCheck} a
 * network, {@link xavierkit.check.StepTrial} a step of a derivation; {@link xavierkit.check.Diagnosis} names what is
 * wrong with weights. Uses every package but {@link xavierkit.data} and {@link xavierkit.view}.
 */
package xavierkit.check;
