package xavierkit.init;

import java.util.function.ToDoubleFunction;

/** Which fan a {@link VarianceScaling} divides by. */
public enum FanMode {
    /** fan_in: keeps the variance of the forward signal. */
    FAN_IN(Fan::in),
    /** fan_out: keeps the variance of the back-propagated gradient. */
    FAN_OUT(Fan::out),
    /** (fan_in + fan_out) / 2: the compromise of Glorot and Bengio 2010. */
    FAN_AVERAGE(fan -> ((double) fan.in() + fan.out()) / 2);

    private final ToDoubleFunction<Fan> fan;

    FanMode(ToDoubleFunction<Fan> fan) {
        this.fan = fan;
    }

    /** The fan, in connections, that this mode picks. */
    public double of(Fan layer) {
        return fan.applyAsDouble(layer);
    }
}
