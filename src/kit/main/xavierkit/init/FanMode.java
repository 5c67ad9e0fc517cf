package xavierkit.init;

/** Which fan a {@link VarianceScaling} divides by. */
public enum FanMode {
    /** fan_in: keeps the variance of the forward signal. */
    FAN_IN {
        @Override
        public double of(Fan fan) {
            return fan.in();
        }
    },
    /** fan_out: keeps the variance of the back-propagated gradient. */
    FAN_OUT {
        @Override
        public double of(Fan fan) {
            return fan.out();
        }
    },
    /** (fan_in + fan_out) / 2: the compromise of Glorot and Bengio 2010. */
    FAN_AVERAGE {
        @Override
        public double of(Fan fan) {
            return ((double) fan.in() + fan.out()) / 2;
        }
    };

    /** The fan, in connections, that this mode picks. */
    public abstract double of(Fan fan);
}
