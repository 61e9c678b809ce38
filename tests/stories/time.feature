# language: zh-CN
功能: 暂停计时、延期、说明和督办
  时限可以依规停下或延长，每一次都留在记录上；到了期限，谁也不能悄悄放过。

  背景:
    假如 一个演练机关

  场景: 依规暂停，恢复后余下的时间接着走
    当 依次办理
      | 谁    | 动作      | 内容                                       |
      | chen  | register  | {"title": "关于检测的通知"}                  |
      | chen  | examine   | {"answers": [true, true, true, true, true]} |
      | wang  | propose   | {"opinion": "拟请阅示"}                      |
      | zhang | instruct  | {"opinion": "请住建科办"}                    |
      | wang  | assign    | {"lead": "住建科"}                           |
    那么 在办的截止时间是 2026-03-09T17:30:00+08:00，全程是 2026-03-16T17:30:00+08:00
    假如 时间是 2026-03-04T09:59:00+08:00
    当 依次办理
      | 谁   | 动作  | 内容                                  |
      | zhou | pause | {"ground": "检测：送市检测站，已告知来文单位"} |
    那么 计时已暂停，已用 989 分钟，暂停 0 分钟
    当 时间到了 2026-03-18T10:00:00+08:00，监控看一遍
    那么 没有发出新牌
    而且 计时已暂停，已用 989 分钟，暂停 4500 分钟
    而且 处理单上有 zhou 的意见“检测：送市检测站，已告知来文单位”
    假如 时间是 2026-03-18T10:29:00+08:00
    当 依次办理
      | 谁   | 动作   | 内容 |
      | zhou | resume | {}   |
    那么 计时在走，已用 989 分钟，暂停 4530 分钟
    而且 在办的截止时间是 2026-03-24T09:00:00+08:00，全程是 2026-03-31T09:00:00+08:00
    当 时间到了 2026-03-24T09:00:00+08:00，监控看一遍
    那么 发出的牌是
      | 牌     | 时刻  | 通知对象         |
      | blue   | 10:32 | zhou             |
      | yellow | 13:31 | zhou、zhang      |
      | red    | 09:00 | zhou、zhang、wu  |

  场景: 暂停只限所列情形，停下时不能往下办
    当 依次办理
      | 谁   | 动作     | 内容                       |
      | chen | register | {"title": "关于鉴定的通知"} |
    那么 chen 办理 pause 被拒：ground-not-listed
      """
      {"ground": "人手不够"}
      """
    而且 wang 办理 pause 被拒：no-such-document
      """
      {"ground": "鉴定"}
      """
    而且 chen 办理 resume 被拒：not-paused
    当 依次办理
      | 谁   | 动作  | 内容                |
      | chen | pause | {"ground": "鉴定"} |
    那么 chen 办理 examine 被拒：clock-paused
      """
      {"answers": [true, true, true, true, true]}
      """
    而且 chen 办理 pause 被拒：clock-paused
      """
      {"ground": "鉴定"}
      """
    当 依次办理
      | 谁   | 动作    | 内容                                        |
      | wu   | resume  | {}                                          |
      | chen | examine | {"answers": [true, true, true, true, true]} |
    那么 现在的环节是 propose，由 wang 办理

  场景: 临到期才暂停，记录写明当时还剩几分钟；过了期就不能再停
    当 依次办理
      | 谁   | 动作     | 内容                       |
      | chen | register | {"title": "关于鉴定的通知"} |
    假如 时间是 2026-03-03T17:24:00+08:00
    当 依次办理
      | 谁   | 动作   | 内容                |
      | chen | pause  | {"ground": "鉴定"} |
      | chen | resume | {}                  |
    那么 记录写明暂停时还剩 5 分钟
    假如 时间是 2026-03-04T08:31:00+08:00
    那么 chen 办理 pause 被拒：limit-passed
      """
      {"ground": "鉴定"}
      """

  场景: 延期须在到期前申请，写明理由和确定的时间，由上级同意
    当 依次办理
      | 谁   | 动作          | 内容                                             |
      | chen | register      | {"title": "关于普查的通知"}                        |
      | chen | ask-extension | {"until": "2026-03-05", "reason": "数据尚未报齐"} |
    那么 传阅状态是 wang 未打开
    而且 chen 办理 grant-extension 被拒：own-extension
    而且 wu 办理 grant-extension 被拒：approver-is-another
    而且 chen 办理 ask-extension 被拒：extension-pending
      """
      {"until": "2026-03-06", "reason": "再要一天"}
      """
    当 依次办理
      | 谁   | 动作            | 内容                  |
      | wang | grant-extension | {"opinion": "同意"} |
    那么 传阅状态是 wang 已阅
    而且 在办的截止时间是 2026-03-05T17:30:00+08:00，全程是 2026-03-18T17:30:00+08:00
    当 时间到了 2026-03-05T17:30:00+08:00，监控看一遍
    那么 发出的牌是
      | 牌     | 时刻  | 通知对象        |
      | blue   | 16:01 | chen            |
      | yellow | 14:31 | chen、wang      |
      | red    | 17:30 | chen、wang、wu  |

  场景: 要得越长，批的人越高
    当 依次办理
      | 谁   | 动作          | 内容                                           |
      | chen | register      | {"title": "关于普查的通知"}                      |
      | chen | ask-extension | {"until": "2026-03-12", "reason": "须逐户核对"} |
    那么 wu 办理 grant-extension 被拒：approver-is-another
    当 依次办理
      | 谁    | 动作             | 内容                       |
      | zhang | refuse-extension | {"reason": "可以分批报"} |
    那么 处理单上有 zhang 的意见“可以分批报”
    而且 zhang 办理 refuse-extension 被拒：no-extension-asked
      """
      {"reason": "再答一次"}
      """
    当 依次办理
      | 谁    | 动作            | 内容                                           |
      | chen  | ask-extension   | {"until": "2026-04-01", "reason": "须逐户核对"} |
      | liu   | grant-extension | {}                                             |
    那么 在办的截止时间是 2026-04-01T17:30:00+08:00，全程是 2026-04-15T17:30:00+08:00
    而且 chen 办理 ask-extension 被拒：extension-too-long
      """
      {"until": "2026-06-01", "reason": "还不够"}
      """
    而且 chen 办理 ask-extension 被拒：not-later
      """
      {"until": "2026-03-20", "reason": "改早一点"}
      """

  场景: 每件最多延期三次，到期后不再受理
    当 依次办理
      | 谁   | 动作            | 内容                                         |
      | chen | register        | {"title": "关于普查的通知"}                    |
      | chen | ask-extension   | {"until": "2026-03-04", "reason": "等数据"} |
      | wang | grant-extension | {}                                           |
      | chen | ask-extension   | {"until": "2026-03-05", "reason": "等数据"} |
      | wang | grant-extension | {}                                           |
      | chen | ask-extension   | {"until": "2026-03-06", "reason": "等数据"} |
      | wang | grant-extension | {}                                           |
    那么 chen 办理 ask-extension 被拒：too-many-extensions
      """
      {"until": "2026-03-09", "reason": "等数据"}
      """
    假如 时间是 2026-03-06T17:31:00+08:00
    那么 chen 办理 ask-extension 被拒：limit-passed
      """
      {"until": "2026-03-09", "reason": "等数据"}
      """

  场景: 收到牌的人书面说明，督办员凭新的事实撤牌，牌仍在记录上
    当 依次办理
      | 谁   | 动作     | 内容                                        |
      | chen | register | {"title": "关于寒潮的通知", "urgency": "特急"} |
    那么 chen 办理 explain 被拒：nothing-to-explain
    而且 wu 办理 withdraw-card 被拒：no-card-stands
      """
      {"reason": "查无此牌"}
      """
    当 时间到了 2026-03-02T12:00:00+08:00，监控看一遍
    那么 chen 办理 explain 被拒：opinion-missing
    而且 chen 办理 withdraw-card 被拒：not-your-post
      """
      {"reason": "冤枉"}
      """
    当 依次办理
      | 谁   | 动作          | 内容                                              |
      | chen | explain       | {"opinion": "当时全楼停电，附物业证明"}                |
      | wu   | withdraw-card | {"reason": "物业证明属实，停电自9:00至11:00"}         |
    那么 处理单上有 chen 的意见“当时全楼停电，附物业证明”
    而且 已撤的牌是 red，仍有的牌是 blue、yellow
    当 时间到了 2026-03-02T14:00:00+08:00，监控看一遍
    那么 没有再发 red 牌

  场景: 领导批示列入督办，由立项人销号
    当 依次办理
      | 谁   | 动作      | 内容                                                     |
      | chen | register  | {"title": "关于排查的通知"}                                |
      | wu   | supervise | {"ground": "主要负责人3月2日批示", "by": "住建科"}          |
    那么 督办件由 zhou 负责，未销号
    而且 liu 办理 supervise 被拒：already-supervised
      """
      {"ground": "会议议定"}
      """
    而且 zhang 办理 supervise 被拒：no-such-document
      """
      {"ground": "会议议定"}
      """
    而且 wu 办理 supervise 被拒：already-supervised
      """
      {"ground": "会议议定"}
      """
    当 依次办理
      | 谁   | 动作              | 内容                               |
      | zhou | explain           | {"opinion": "已排查三成，余下本周完成"} |
    那么 zhou 办理 close-supervision 被拒：opened-by-another
    当 依次办理
      | 谁   | 动作              | 内容                      |
      | wu   | close-supervision | {"opinion": "已核实"}     |
    那么 督办件由 zhou 负责，已销号
    而且 wu 办理 close-supervision 被拒：not-supervised

  场景: 督办员登记停工安排，在办的时限顺延，已过的不变
    当 依次办理
      | 谁   | 动作         | 内容                       |
      | chen | register     | {"title": "关于防汛的通知"} |
    那么 在办的截止时间是 2026-03-03T17:30:00+08:00，全程是 2026-03-16T17:30:00+08:00
    而且 li 办理 set-calendar 被拒：not-your-post
      """
      {"ground": "自行放假", "days": {"2026-03-05": false}}
      """
    而且 wu 办理 set-calendar 被拒：back-dated
      """
      {"ground": "补登", "days": {"2026-03-02": false}}
      """
    当 依次办理
      | 谁 | 动作         | 内容                                                                              |
      | wu | set-calendar | {"ground": "市防指通知停工", "days": {"2026-03-03": false, "2026-03-04": false}} |
    那么 在办的截止时间是 2026-03-05T17:30:00+08:00，全程是 2026-03-18T17:30:00+08:00
    而且 工作日历第 1 版在册，改动时限 2 项，人人可查
    而且 wu 办理 set-calendar 被拒：calendar-unchanged
      """
      {"ground": "再登一次", "days": {"2026-03-04": false}}
      """
    当 依次办理
      | 谁 | 动作         | 内容                                                                                                          |
      | wu | set-calendar | {"ground": "夏令作息", "hours": [{"from": "2026-03-05", "spans": [["08:00", "12:00"], ["15:00", "18:30"]]}]} |
    那么 在办的截止时间是 2026-03-05T18:30:00+08:00，全程是 2026-03-18T18:30:00+08:00
    而且 台账校验无误

  场景: 已到期的时限不因放假安排而改
    当 依次办理
      | 谁   | 动作     | 内容                                        |
      | chen | register | {"title": "关于寒潮的通知", "urgency": "特急"} |
    假如 时间是 2026-03-03T16:00:00+08:00
    当 依次办理
      | 谁 | 动作         | 内容                                                                |
      | wu | set-calendar | {"ground": "市政府通知停工", "days": {"2026-03-04": false}} |
    那么 在办的截止时间是 2026-03-02T09:31:00+08:00，全程是 2026-03-05T17:30:00+08:00
    而且 台账校验无误

  场景: 一并催办多件，每人只收一次；被催的人回复后催办人看得到
    当 wu 对 3 件在批公文一并催办
    那么 只有 zhang 一人收到一次通知，内列 3 件
    而且 zhang 有 3 件催办待回复

  场景: 被催的人书面回复，写明何时办结
    当 依次办理
      | 谁   | 动作     | 内容                       |
      | chen | register | {"title": "关于普查的通知"} |
      | wu   | urge     | {"note": "请今日初审"}     |
    那么 chen 的待办上标着催办
    而且 li 办理 answer-urging 被拒：no-such-document
      """
      {"opinion": "不是我的事"}
      """
    而且 chen 办理 answer-urging 被拒：opinion-missing
      """
      {"opinion": " "}
      """
    当 依次办理
      | 谁   | 动作          | 内容                                                    |
      | chen | answer-urging | {"opinion": "缺附件，已电话催要", "expected": "2036-03-03"} |
    那么 chen 的待办上不再标着催办
    而且 wu 看到 chen 的回复“缺附件，已电话催要”，预计 2036-03-03
    而且 chen 办理 answer-urging 被拒：nothing-to-answer
      """
      {"opinion": "再答一次"}
      """
    而且 处理单上有 chen 的意见“缺附件，已电话催要”
