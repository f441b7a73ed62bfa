from clean import switch


def test_a_motor_that_idles_is_off():
    assert list(switch([0.2, 0.2, 8.1], idle=0.5)) == [0, 0, 1]
