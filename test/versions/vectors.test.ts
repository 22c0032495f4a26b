import { describeDrills } from '../vectors/frozen-drills.ts';

describeDrills('versions');
