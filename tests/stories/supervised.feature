# language: zh-CN
功能: 督办件：立项、报告进展、销号，都有记录，谁也不能替别人了结

  背景:
    假如 一个演练机关
    而且 时间是 2026-03-02T08:30:00+08:00

  场景: 领导批示立项，分步办理，按期报告进展
    当 依次办理
      | 谁   | 动作      | 内容 |
      | chen | register  | {"title": "关于排查的通知"} |
      | wu   | supervise | {"ground": "主要负责人3月2日批示", "source": "instruction", "by": "住建科", "helpers": "财务科", "steps": ["摸底", "整改"], "until": "2026-03-20", "every": 3} |
    那么 督办台上有 1 件，由 周敏 负责，下次报告不迟于 2026-03-05T17:30:00+08:00
    而且 sun 办理 close-supervision 被拒：opened-by-another
    而且 li 办理 report-progress 被拒：no-such-document
      """
      {"opinion": "已摸底"}
      """
    而且 chen 办理 report-progress 被拒：answers-another
      """
      {"opinion": "已摸底"}
      """
    而且 zhou 办理 report-progress 被拒：opinion-missing
    而且 zhou 办理 report-progress 被拒：no-such-step
      """
      {"opinion": "已完成", "steps": "验收"}
      """
    当 时间到了 2026-03-06T09:00:00+08:00，监控看一遍
    那么 督办件欠报进展
    当 依次办理
      | 谁   | 动作            | 内容 |
      | zhou | report-progress | {"opinion": "已摸底四十户", "steps": "摸底"} |
    那么 督办台上有 1 件，由 周敏 负责，下次报告不迟于 2026-03-11T17:30:00+08:00
    而且 督办件做完的步骤是 摸底
    而且 处理单上有 zhou 的意见“已摸底四十户”
    当 依次办理
      | 谁 | 动作              | 内容 |
      | wu | close-supervision | {"opinion": "已核实"} |
    那么 督办台上没有在督的件
    而且 zhou 办理 report-progress 被拒：not-supervised
      """
      {"opinion": "补报"}
      """

  场景: 红牌满三个工作日仍未办结，机关自动立项，只立一次，由督办员销号
    当 依次办理
      | 谁   | 动作     | 内容 |
      | chen | register | {"title": "关于调查的通知"} |
    当 时间到了 2026-03-03T17:30:00+08:00，监控看一遍
    那么 督办台上没有在督的件
    当 时间到了 2026-03-06T17:30:00+08:00，监控看一遍
    那么 督办台上没有在督的件
    当 时间到了 2026-03-09T08:31:00+08:00，监控看一遍
    那么 机关自动立项，因为 red-stands，由 陈静 负责
    当 时间到了 2026-03-09T10:00:00+08:00，监控看一遍
    那么 没有再立项
    而且 liu 办理 close-supervision 被拒：no-such-document
    而且 chen 办理 close-supervision 被拒：not-your-post
    当 依次办理
      | 谁   | 动作              | 内容 |
      | chen | explain           | {"opinion": "当周全员防汛"} |
      | chen | report-progress   | {"opinion": "今日办结"} |
    那么 督办件已作书面说明
    当 依次办理
      | 谁 | 动作              | 内容 |
      | wu | close-supervision | {} |
    那么 督办台上没有在督的件
    当 时间到了 2026-03-12T10:00:00+08:00，监控看一遍
    那么 没有再立项

  场景: 同一件第二次红牌立即立项；计时暂停时不立项
    当 依次办理
      | 谁   | 动作     | 内容 |
      | chen | register | {"title": "关于寒潮的通知", "urgency": "特急"} |
    当 时间到了 2026-03-02T11:00:00+08:00，监控看一遍
    而且 依次办理
      | 谁   | 动作    | 内容 |
      | chen | examine | {"answers": [true, true, true, true, true]} |
    那么 没有再立项
    当 时间到了 2026-03-02T14:00:00+08:00，监控看一遍
    那么 机关自动立项，因为 second-red，由 王建国 负责

  场景: 全程红牌与同一环节的红牌不算两次，另一环节的红牌才算第二次
    当 依次办理
      | 谁    | 动作     | 内容 |
      | chen  | register | {"title": "关于防汛的通知", "urgency": "特急"} |
      | chen  | examine  | {"answers": [true, true, true, true, true]} |
      | wang  | propose  | {"opinion": "拟请住建科办。"} |
      | zhang | instruct | {"opinion": "请办。"} |
      | wang  | assign   | {"lead": "li"} |
    当 时间到了 2026-03-05T09:00:00+08:00，监控看一遍
    那么 红牌一张属环节，一张属全程
    而且 没有再立项
    当 依次办理
      | 谁 | 动作      | 内容 |
      | li | undertake | {"opinion": "已办。", "result": "已办结"} |
    当 时间到了 2026-03-06T16:00:00+08:00，监控看一遍
    那么 机关自动立项，因为 second-red，由 李晓明 负责

  场景: 没有红牌，不能据红牌立项
    当 依次办理
      | 谁   | 动作     | 内容 |
      | chen | register | {"title": "关于通气的通知"} |
    那么 wu 办理 supervise 被拒：no-red-card
      """
      {"ground": "红牌", "source": "card"}
      """
