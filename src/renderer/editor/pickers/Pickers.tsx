import { useView } from '../../store/view/view';
import { AddPicker } from './AddPicker';
import { CommandPicker } from './CommandPicker';
import { ConnectPicker } from './ConnectPicker';
import { FindPicker } from './FindPicker';
import { RepairPicker } from './RepairPicker';

/** The list to pick from that is open, if one is. */
export function Pickers() {
  const picker = useView((state) => state.picker);
  switch (picker?.kind) {
    case 'add':
      return <AddPicker picker={picker} />;
    case 'connect':
      return <ConnectPicker picker={picker} />;
    case 'find':
      return <FindPicker />;
    case 'commands':
      return <CommandPicker />;
    case 'repair':
      return <RepairPicker picker={picker} />;
    case undefined:
      return null;
  }
}
