import fc from 'fast-check';

// Property tests try the same values in every run, so that a run can be repeated. FAST_CHECK_SEED tries others.
fc.configureGlobal({ seed: Number(process.env.FAST_CHECK_SEED ?? 20_261_122) });
